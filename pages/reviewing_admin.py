"""What the form of a page says of its review, and what comes first in its menu."""

from django.contrib import messages
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.models import WorkflowState

from pages.reviewing import reviewers_of

SUBMIT = "action-submit"


@hooks.register("before_edit_page")
def say_how_its_review_stands(request, page):
    """Above the form: who has the page now; where it came back, from whom and why."""
    state = page.current_workflow_state
    if request.method != "GET" or state is None or state.current_task_state is None:
        return
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        messages.warning(request, _came_back(state.current_task_state))
        return
    reviewers = list(reviewers_of(state.current_task_state))
    if reviewers and request.user not in reviewers:
        names = ", ".join(person.name for person in reviewers)
        messages.info(
            request,
            _("It is being read. One of these is enough: %(names)s.")
            % {"names": names},
        )


def _came_back(task_state):
    who = task_state.finished_by.name if task_state.finished_by else _("A reviewer")
    if not task_state.comment:
        return _("%(who)s asks for changes.") % {"who": who}
    return _("%(who)s asks for changes: “%(comment)s”") % {
        "who": who,
        "comment": task_state.comment,
    }


@hooks.register("construct_page_action_menu")
def review_comes_before_publishing(menu_items, request, context):
    """Right below “Save draft”, which is the first: for those too who may publish."""
    for item in [item for item in menu_items if item.name == SUBMIT]:
        menu_items.remove(item)
        menu_items.insert(1, item)

"""What is written to people about review: a page waits, or what became of theirs."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wagtail.models import TaskState, WorkflowState
from wagtail.users.models import UserProfile

from pages import outbox


@outbox.kind("pages.to-review", _lazy("A page waits for my review"))
def to_review(message):
    """To a reviewer: a page waits. None once it does not wait any more, when they are
    not of the reviewers now, or wish for no such mail."""
    state = (
        TaskState.objects.filter(
            pk=message.about["task_state"], status=TaskState.STATUS_IN_PROGRESS
        )
        .select_related("workflow_state__requested_by")
        .first()
    )
    reviewer = message.recipient
    if state is None or not _wishes_for(reviewer, "submitted"):
        return None
    if not reviewer.groups.filter(pk__in=state.task.specific.groups.all()).exists():
        return None
    page = state.workflow_state.content_object
    return outbox.Email(
        subject=_("“%(page)s” waits for your review") % {"page": page.draft_title},
        template="pages/email/to_review",
        context={
            "title": page.draft_title,
            "author": state.workflow_state.requested_by,
            "url": _in_the_editor(page),
            "what_changed": getattr(state.revision.as_object(), "what_changed", ""),
        },
    )


@outbox.kind(
    "pages.review-outcome", _lazy("What became of a page that I sent to review")
)
def review_outcome(message):
    """To whoever sent a page to review: it is published, needs changes, or its review
    was ended. None when it has gone on since, or they wish for no such mail."""
    status = message.about["status"]
    state = WorkflowState.objects.filter(
        pk=message.about["workflow_state"], status=status
    ).first()
    page = state and state.content_object
    wish = "rejected" if status == WorkflowState.STATUS_NEEDS_CHANGES else "approved"
    if page is None or not _wishes_for(message.recipient, wish):
        return None
    url = _in_the_editor(page)
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        subject = _("“%(page)s” needs changes")
    elif page.live and not page.has_unpublished_changes:
        subject = _("“%(page)s” is published")
        url = page.full_url
    else:
        subject = _("The review of “%(page)s” was ended")
    decided = state.current_task_state
    return outbox.Email(
        subject=subject % {"page": page.draft_title},
        template="pages/email/review_outcome",
        context={
            "decided_by": decided and decided.finished_by,
            "comment": decided.comment if decided else "",
            "url": url,
        },
    )


def _wishes_for(person, what):
    """What somebody chose under “Notifications” in the Wagtail admin."""
    return getattr(UserProfile.get_for_user(person), f"{what}_notifications")


def _in_the_editor(page):
    return settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])

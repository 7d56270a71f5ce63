"""What the ground adds to the Wagtail admin."""

from django.shortcuts import redirect

from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page

from pages import (
    due_admin,  # noqa: F401 (registers itself)
    kept,
    messages_summary,  # noqa: F401 (registers itself)
    reviewing_admin,  # noqa: F401 (registers itself)
)
from pages.messages_admin import MessageViewSet


@hooks.register("register_admin_viewset")
def messages_viewset():
    return MessageViewSet()


@hooks.register("before_delete_page")
def do_not_delete(request, page):
    """Explain instead, where something hangs on the page or on one below it."""
    return kept.explain(request, [page])


@hooks.register("before_bulk_action")
def do_not_delete_many(request, action_type, objects, action):
    """The same for several pages at once; then none of them is deleted."""
    if action_type == "delete" and issubclass(action.model, Page):
        return kept.explain(request, objects)
    return None


@hooks.register("after_edit_page")
def after_a_review_go_where_one_may(request, page):
    """To the first page of the admin, when the list of pages, where Wagtail would lead,
    is not open to a reviewer."""
    is_review = "action-workflow-action" in request.POST
    if is_review and not user_has_any_page_permission(request.user):
        return redirect("wagtailadmin_home")
    return None

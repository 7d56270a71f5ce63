"""What the ground adds to the Wagtail admin."""

from wagtail import hooks
from wagtail.models import Page

from pages import (
    due_admin,  # noqa: F401 (registers itself)
    kept,
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

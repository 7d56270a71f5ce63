"""What the ground adds to the Wagtail admin: the outbox; and a page on which rows hang
is unpublished, not deleted."""

from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.models import Page

from pages import words
from pages.messages_admin import MessageViewSet
from pages.models import BasePage


@hooks.register("register_admin_viewset")
def messages_viewset():
    return MessageViewSet()


def needed(pages):
    """Those among these pages, or below them, on which rows hang; in order."""
    kinds = [m for m in apps.get_models() if issubclass(m, BasePage) and m.needed_by]
    found = []
    for kind in kinds:
        with_rows = kind.objects.filter(**{f"{kind.needed_by}__isnull": False})
        for page in pages:
            found += with_rows.descendant_of(page, inclusive=True)
    return sorted(set(found), key=lambda page: page.path)


@hooks.register("before_delete_page")
def unpublish_instead(request, page):
    """Lead from deleting a page to unpublishing it, where rows need it."""
    kept = needed([page])
    if not kept:
        return None
    _explain(request, kept)
    if page.live:
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def unpublish_many_instead(request, action_type, objects, action):
    """The same for several pages at once; then none of them is deleted."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    kept = needed(objects)
    if not kept:
        return None
    _explain(request, kept)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    return redirect(f"{address}?{urlencode({'id': [p.pk for p in objects]}, True)}")


def _explain(request, kept):
    reasons = dict.fromkeys(str(page.needed_because) for page in kept)
    sentences = [
        _("%(pages)s cannot be deleted.")
        % {"pages": words.join_names(f"“{page.title}”" for page in kept)},
        *reasons,
    ]
    messages.warning(request, " ".join(sentences))

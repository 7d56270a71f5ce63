"""In Wagtail: a module in which people have records is unpublished, not deleted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from wagtail import hooks
from wagtail.models import Page

from learning.models import ModulePage
from pages import words


def kept_modules(pages):
    """Modules among these pages, or below them, that somebody has begun or was asked
    to do; in order."""
    found = ModulePage.objects.none()
    for page in pages:
        found |= ModulePage.objects.descendant_of(page, inclusive=True)
    kept = Q(enrolments__isnull=False) | Q(assignments__isnull=False)
    return found.filter(kept).distinct().order_by("path")


@hooks.register("before_delete_page")
def unpublish_instead(request, page):
    """Lead from deleting a page to unpublishing it, where people's records need it."""
    kept = list(kept_modules([page]))
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
    kept = list(kept_modules(objects))
    if not kept:
        return None
    _explain(request, kept)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    return redirect(f"{address}?{urlencode({'id': [p.pk for p in objects]}, True)}")


def _explain(request, kept):
    sentence = ngettext(
        "%(modules)s cannot be deleted: people have begun it or were asked to, and "
        "that hangs on it. Unpublish it instead: nobody sees it; their records stay.",
        "%(modules)s cannot be deleted: people have begun them or were asked to, "
        "and that hangs on them. Unpublish them instead: nobody sees them; the "
        "records stay.",
        len(kept),
    ) % {"modules": words.join_names(f"“{module.title}”" for module in kept)}
    messages.warning(request, sentence)

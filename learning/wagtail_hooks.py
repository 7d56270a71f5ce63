"""In Wagtail: a module in which people have records is unpublished, not deleted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import ngettext

from wagtail import hooks
from wagtail.models import Page

from learning.house_rules_panel import Hearing
from learning.models import ModulePage
from learning.views.house_rules import house_rules
from pages import words

EDIT = "wagtailadmin_pages:edit"


@hooks.register("register_admin_urls")
def addresses():
    """Where the form of a module asks what the house rules say."""
    return [path("modules/house-rules/", house_rules, name="house_rules")]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_it_again(request, page):
    """Once a module goes on its way, say what the house rules still find in it."""
    goes_on = {"action-submit", "action-publish", "action-restart-workflow"}
    if not isinstance(page, ModulePage) or not goes_on & request.POST.keys():
        return
    found = Hearing(page).groups
    if found:
        context = {"groups": found, "edit_url": reverse(EDIT, args=[page.pk])}
        template = "learning/admin/still_to_look_at.html"
        messages.warning(request, render_to_string(template, context))


def kept_modules(pages):
    """Modules among these pages, or below them, that somebody has begun; in order."""
    found = ModulePage.objects.none()
    for page in pages:
        found |= ModulePage.objects.descendant_of(page, inclusive=True)
    return found.filter(enrolments__isnull=False).distinct().order_by("path")


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
        "%(modules)s cannot be deleted: people have begun it, and what they did hangs "
        "on it. Unpublish it instead, and nobody sees it; their records stay.",
        "%(modules)s cannot be deleted: people have begun them, and what they did "
        "hangs on them. Unpublish them instead: nobody sees them; the records stay.",
        len(kept),
    ) % {"modules": words.join_names(f"“{module.title}”" for module in kept)}
    messages.warning(request, sentence)

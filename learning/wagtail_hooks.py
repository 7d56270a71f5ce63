"""In Wagtail: the house rules beside a module, and modules that are not deleted."""

from django.contrib import messages
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks

from learning.house_rules_panel import Hearing
from learning.models import ModulePage
from learning.views.house_rules import house_rules
from pages import kept

EDIT = "wagtailadmin_pages:edit"

kept.keep(
    ModulePage,
    "enrolments",
    "assignments",
    because=_(
        "stays, because people have begun it or were asked to: what they did hangs on "
        "it."
    ),
)


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
    found = Hearing(page).advice
    if found:
        context = {"groups": found, "edit_url": reverse(EDIT, args=[page.pk])}
        template = "learning/components/still_to_look_at.html"
        messages.warning(request, render_to_string(template, context))

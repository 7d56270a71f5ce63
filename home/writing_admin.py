"""Where to begin writing: on the first page of the Wagtail admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.models import GuidanceIndexPage, GuidancePage, StoryIndexPage, StoryPage
from learning.models import ModuleIndexPage, ModulePage
from learning.permissions import can_add_below

WRITTEN = [
    (ModuleIndexPage, ModulePage, _("Modules"), _("Write a new module")),
    (GuidanceIndexPage, GuidancePage, _("Guidance"), _("Write new guidance")),
    (StoryIndexPage, StoryPage, _("Stories"), _("Write a new story")),
]


class Writing(Component):
    """What somebody may write: a new one, or one of those that are there."""

    template_name = "home/components/writing.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"rows": list(_rows(parent_context["request"].user))}


def _rows(person):
    for list_model, model, heading, write in WRITTEN:
        for page in list_model.objects.live():
            if can_add_below(person, page):
                kind = (model._meta.app_label, model._meta.model_name, page.pk)
                yield {
                    "heading": heading,
                    "write": write,
                    "write_url": reverse("wagtailadmin_pages:add", args=kind),
                    "all_url": reverse("wagtailadmin_explore", args=[page.pk]),
                }


@hooks.register("construct_homepage_panels")
def writing_on_the_first_page(request, panels):
    panels.append(Writing())


@hooks.register("construct_help_menu")
def nothing_leads_elsewhere(request, menu_items):
    """Leave out what leads to pages about Wagtail, which know nothing of this site."""
    menu_items[:] = [
        item
        for item in menu_items
        if item.name != "editor-guide" and not item.name.startswith("whats-new")
    ]

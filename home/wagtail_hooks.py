"""In Wagtail: local boxes, what is due for another look, and what is kept."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from home.components import DueForReview
from home.models import GuidancePage, LocalBox
from pages.kept_pages import KeptPages


class LocalBoxViewSet(ModelViewSet):
    """What each organisation adds to the guidance that they share."""

    model = LocalBox
    icon = "form"
    menu_label = _("Local boxes")
    add_to_admin_menu = True
    list_display = ["page", "organisation", "written_by", "written_on"]
    list_filter = ["organisation"]
    search_fields = ["page__title", "organisation__name", "words"]
    panels = [
        FieldPanel("page"),
        FieldPanel("organisation"),
        FieldPanel("words"),
        FieldPanel("written_by"),
        FieldPanel("written_on"),
    ]


@hooks.register("register_admin_viewset")
def register_local_boxes():
    return LocalBoxViewSet("local_boxes")


@hooks.register("register_permissions")
def permissions_of_local_boxes():
    """Let the form of a group offer them."""
    return Permission.objects.filter(
        content_type__app_label="home", content_type__model="localbox"
    )


@hooks.register("construct_homepage_panels")
def show_what_is_due(request, panels):
    panels.append(DueForReview())


def _explain(count):
    return ngettext(
        "%(pages)s cannot be deleted: people have said that they read it, and that "
        "hangs on it. Unpublish it instead, and nobody sees it; what they said stays.",
        "%(pages)s cannot be deleted: people have said that they read them, and that "
        "hangs on them. Unpublish them instead: nobody sees them; what they said "
        "stays.",
        count,
    )


KeptPages(GuidancePage, records="acknowledgements", explain=_explain).register()

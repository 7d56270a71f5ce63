"""In Wagtail: local boxes, and pages of guidance that are not deleted."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from home import writing_admin  # noqa: F401 (registers itself)
from home.models import GuidancePage, LocalBox
from pages import kept


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


kept.keep(
    GuidancePage,
    "acknowledgements",
    because=_("stays, because people have said that they read it."),
)

"""In the Wagtail admin: venues beside the pages, and cafés that are not deleted."""

from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cafes.models import CafePage, Venue
from pages import kept

kept.keep(
    CafePage,
    "sessions",
    because=_(
        "stays, because it has sessions: who booked and came hangs on them. To call a "
        "session off, cancel it at its desk, and everyone is told."
    ),
)


class VenueViewSet(ModelViewSet):
    """Where cafés meet, with how to get there and about."""

    model = Venue
    icon = "site"
    menu_label = _("Venues")
    add_to_admin_menu = True
    list_display = ["name", "address"]
    search_fields = ["name", "address"]
    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("getting_there"),
        FieldPanel("access"),
    ]


@hooks.register("register_admin_viewset")
def register_venues():
    return VenueViewSet("venues")

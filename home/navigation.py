"""What the header and footer lead to, for this person.

All of it is lazy: a page that draws no header, or is drawn while the database is
away, asks nothing.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cafes.permissions import can_organise
from home.models import SiteContact
from people.querysets import is_here


@dataclass(frozen=True)
class Link:
    """A way to one part of the site."""

    label: str
    url: str
    is_current: bool = False


def navigation(request):
    """Context processor: `navigation`, `account_link`, `site_contact`."""
    return {
        "navigation": SimpleLazyObject(lambda: _parts(request)),
        "account_link": SimpleLazyObject(lambda: _account_link(request)),
        "site_contact": SimpleLazyObject(lambda: SiteContact.of(request)),
    }


def _parts(request):
    """The parts of the site that are open to this person, in the order of the menu."""
    library = [(_("Modules"), "/modules/"), (_("Cafés"), "/cafes/")]
    if not is_here(request.user):
        return [_link(request, *part) for part in library]
    parts = [
        (_("My page"), reverse("my_page")),
        *library,
        (_("Help"), reverse("help_list")),
    ]
    if request.user.appointments.opening_teams().exists():
        parts.append((_("My team"), reverse("team_home")))
    if can_organise(request.user):
        parts.append((_("Organise"), reverse("organise")))
    if request.user.has_perm("wagtailadmin.access_admin"):
        parts.append((_("Site administration"), reverse("wagtailadmin_home")))
    return [_link(request, *part) for part in parts]


def _account_link(request):
    """The person's own name, or the way in."""
    if request.user.is_authenticated:
        return _link(request, request.user.name, reverse("my_details"))
    return _link(request, _("Sign in"), reverse("account_login"))


def _link(request, label, url):
    """A link that knows whether the page lies in the part to which it leads.

    "My details" lie under "My page" by address, but are a part of their own.
    """
    details = reverse("my_details")
    within = request.path.startswith(url)
    if url != details and request.path.startswith(details):
        within = False
    return Link(label, url, within)

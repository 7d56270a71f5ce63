"""What the header and footer lead to, for this person.

All of it is lazy: a page that draws no header, or is drawn while the database is
away, asks nothing.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from wagtail.models import Page

from cafes.permissions import can_organise
from champions.permissions import coverage_seen_by
from home.models import GuidanceIndexPage, SiteContact, StoryIndexPage
from pages.shared import remembered, site_of
from people.permissions import opens_teams
from people.querysets import is_here

# The lists of what is shared: where the way to each stands.
IN_THE_MENU = (GuidanceIndexPage,)
IN_THE_FOOTER = (StoryIndexPage,)


@dataclass(frozen=True)
class Link:
    """A way to one part of the site."""

    label: str
    url: str
    is_current: bool = False


def navigation(request):
    """Context processor: `navigation`, `footer_links`, `account_link`,
    `site_contact`."""
    shared = SimpleLazyObject(lambda: _shared(request))
    return {
        "navigation": SimpleLazyObject(lambda: _parts(request, shared)),
        "footer_links": SimpleLazyObject(
            lambda: [link for model, link in shared.items() if model in IN_THE_FOOTER]
        ),
        "account_link": SimpleLazyObject(lambda: _account_link(request)),
        "site_contact": SimpleLazyObject(lambda: SiteContact.of(request)),
    }


def _shared(request):
    """Give {model: Link} of the lists of shared pages that are published."""
    site = site_of(request)
    found = remembered(("lists", site and site.pk), lambda: _published_lists(request))
    return {model: _link(request, title, url) for model, title, url in found}


def _published_lists(request):
    """The lists of shared pages, each as its model, title and address: a site may have
    been set up before there were any, or have taken one down."""
    found = Page.objects.live().type(*IN_THE_MENU, *IN_THE_FOOTER).order_by("path")
    pages = ((page, page.get_url(request)) for page in found)
    return [(page.specific_class, page.title, url) for page, url in pages if url]


def _parts(request, shared):
    """The parts of the site that are open to this person, in the order of the menu."""
    library = [
        _link(request, _("Modules"), "/modules/"),
        _link(request, _("Cafés"), "/cafes/"),
        *(link for model, link in shared.items() if model in IN_THE_MENU),
    ]
    if not is_here(request.user):
        return library
    own = [_link(request, *part) for part in _own_parts(request)]
    return [own[0], *library, *own[1:]]


def _own_parts(request):
    """What is for somebody signed in: a label and an address each, one's own page
    first."""
    parts = [(_("My page"), reverse("my_page")), (_("Help"), reverse("help_list"))]
    if opens_teams(request.user):
        parts.append((_("My team"), reverse("team_home")))
        if coverage_seen_by(request.user):
            parts.append((_("Coverage"), reverse("coverage")))
    if can_organise(request.user):
        parts.append((_("Organise"), reverse("organise")))
    if request.user.has_perm("wagtailadmin.access_admin"):
        parts.append((_("Site administration"), reverse("wagtailadmin_home")))
    return parts


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

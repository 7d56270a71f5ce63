"""The bones of the site: its front door, what it leads to, the groups.

Made by a command that can be run again, not by migrations, so that tests can make
them too, also after a test has emptied the database. What is there already is left
as it is, except the site's host name, which comes from SITE_URL.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from cafes.models import CafeIndexPage
from home import review
from home.models import GuidanceIndexPage, HomePage, StoryIndexPage
from learning.models import ModuleIndexPage
from people.permissions import ACCESS_TEAM_RIGHTS

EDITORS = "Editors"
MODERATORS = "Moderators"
COMMUNICATIONS = "Communications colleagues"
ACCESS_TEAM = "Digital access team"

PAGES_OF_GROUPS = {
    EDITORS: ["add_page", "change_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
PICTURES_AND_DOCUMENTS = [
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
]
# A box is published as it is saved, so those who publish write it.
LOCAL_BOXES = [
    "home.view_localbox",
    "home.add_localbox",
    "home.change_localbox",
    "home.delete_localbox",
]
INTO_THE_ADMIN = "wagtailadmin.access_admin"
VENUES_AND_CONTACT = [
    "cafes.view_venue",
    "cafes.add_venue",
    "cafes.change_venue",
    "cafes.delete_venue",
    "home.change_sitecontact",
    "home.change_statements",
]


@dataclass(frozen=True)
class Bones:
    """The pages that every site has."""

    home: HomePage
    modules: ModuleIndexPage
    cafes: CafeIndexPage
    guidance: GuidanceIndexPage
    stories: StoryIndexPage


@transaction.atomic
def build_site():
    """Make what is missing of the site's skeleton, and give its pages back."""
    root = _root()
    home = _home(root)
    _default_site(home)
    bones = Bones(
        home,
        modules=_modules(home),
        cafes=_cafes(home),
        guidance=_guidance(home),
        stories=_stories(home),
    )
    _groups(root)
    review.set_up(home, COMMUNICATIONS, ACCESS_TEAM)
    return bones


def _root():
    """Give the root of all pages; Wagtail's migrations make it, an emptied
    database has none."""
    Locale.objects.get_or_create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )


def _home(root):
    home = HomePage.objects.first()
    if home:
        return home
    # Wagtail's welcome page; the site that points at it goes with it.
    for welcome in root.get_children().exact_type(Page):
        welcome.delete()
    root.refresh_from_db()
    return root.add_child(
        instance=HomePage(
            title="Sociable",
            slug="home",
            headline=_("It’s people talking with people"),
            introduction=_(
                "Sociable helps colleagues in councils and the NHS use social media "
                "well. Learn in short sittings at your own pace, ask someone you know, "
                "then meet over a cup of tea and try it together."
            ),
        )
    )


def _default_site(home):
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, root_page=home, site_name="Sociable"
    )
    site.hostname, site.port = address.hostname, port
    site.save()


def _modules(home):
    return ModuleIndexPage.objects.first() or home.add_child(
        instance=ModuleIndexPage(
            title=_("Modules"),
            slug="modules",
            introduction=_(
                "Short ones, in small steps, to start and stop as you like. Nothing is "
                "timed and nobody marks you."
            ),
        )
    )


def _cafes(home):
    return CafeIndexPage.objects.first() or home.add_child(
        instance=CafeIndexPage(
            title=_("Cafés"),
            slug="cafes",
            introduction=_(
                "An hour and a half with about a dozen colleagues from all over. Come "
                "after a module, or come because you’ve been answering the public "
                "online for ten years and could show somebody how."
            ),
        )
    )


def _guidance(home):
    return GuidanceIndexPage.objects.first() or home.add_child(
        instance=GuidanceIndexPage(
            title=_("Guidance"),
            slug="guidance",
            introduction=_(
                "What we have agreed on, in short pages. The council and the trusts "
                "share them, and anybody else may take them away and use them."
            ),
        )
    )


def _stories(home):
    return StoryIndexPage.objects.first() or home.add_child(
        instance=StoryIndexPage(
            title=_("Stories from colleagues"),
            slug="stories",
            introduction=_(
                "What people like you tried, what came of it, and where a phone call "
                "would have been better."
            ),
        )
    )


def _groups(root):
    """Editors write, moderators also publish, the access team looks after people.

    Communications colleagues and the access team read what was sent to review: on a
    page that waits for them Wagtail lets them in, and on no other.
    """
    collection = Collection.get_first_root_node()
    for name, codenames in PAGES_OF_GROUPS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        _may(group, [INTO_THE_ADMIN])
        for permission in _named([f"wagtailcore.{name}" for name in codenames]):
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=permission
            )
        for permission in _named(PICTURES_AND_DOCUMENTS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    readers, _is_new = Group.objects.get_or_create(name=COMMUNICATIONS)
    _may(readers, [INTO_THE_ADMIN])
    _may(Group.objects.get(name=MODERATORS), LOCAL_BOXES)
    group, _is_new = Group.objects.get_or_create(name=ACCESS_TEAM)
    _may(
        group,
        [
            *ACCESS_TEAM_RIGHTS,
            *VENUES_AND_CONTACT,
        ],
    )


def _may(group, names):
    """Add permissions to a group; those given by hand stay."""
    group.permissions.add(*_named(names))


def _named(names):
    """Give the permissions of these names ("app.codename"), all of them."""
    wanted = Q()
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted).select_related("content_type"))
    missing = set(names) - {f"{p.content_type.app_label}.{p.codename}" for p in found}
    if missing:
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}")
    return found

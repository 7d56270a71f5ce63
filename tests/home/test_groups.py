"""What editors, moderators and reviewers may do in the Wagtail admin, tried there."""

from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data

import pytest
from PIL import Image

from home.skeleton import COMMUNICATIONS, EDITORS, MODERATORS
from learning.models import ModulePage
from tests.cafes.factories import CafePageFactory
from tests.learning.editing import as_form
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

ABOUT_PEOPLE = [
    "/admin/users/",
    "/admin/groups/",
    "/admin/messages/",
    "/admin/service/",
    "/admin/appointment/",
    "/admin/absence/",
]
ABOUT_THE_SITE = [
    "/admin/sites/",
    "/admin/workflows/list/",
    "/admin/settings/home/sitecontact/",
    "/admin/venues/",
]


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def visit(client, site_skeleton):
    """Sign in somebody of these groups; gives the client."""

    def visit(*groups):
        person = PersonFactory()
        person.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(person)
        return client

    return visit


def root_of_collections():
    return Collection.get_first_root_node().pk


def is_open(answer):
    """Wagtail answers what is closed with a way back to its first page."""
    return answer.status_code == 200


def publish(client, module, title):
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    form = {**as_form(module), "title": title, "action-publish": "1"}
    client.post(address, nested_form_data(form))
    return ModulePage.objects.get(pk=module.pk)


@pytest.mark.parametrize("group", [EDITORS, MODERATORS])
def test_both_write_modules_cafes_and_the_first_page(
    visit, site_skeleton, module, group
):
    client = visit(group)
    cafe = CafePageFactory()
    new = ["learning", "modulepage", site_skeleton.modules.pk]
    assert is_open(client.get(reverse("wagtailadmin_pages:add", args=new)))
    for page in (module, cafe, site_skeleton.home):
        assert is_open(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def test_an_editor_does_not_publish_around_the_review(visit, module):
    changed = publish(visit(EDITORS), module, "Said better")
    assert changed.title == module.title
    # What was typed is not lost: it is a draft now.
    assert changed.get_latest_revision_as_object().title == "Said better"


def test_a_moderator_publishes(visit, module):
    assert publish(visit(MODERATORS), module, "Said better").title == "Said better"


@pytest.mark.parametrize(
    ("group", "is_gone"),
    [(EDITORS, False), (MODERATORS, True), (COMMUNICATIONS, False)],
)
def test_only_a_moderator_takes_a_module_down_or_away(visit, module, group, is_gone):
    client = visit(group)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))
    assert ModulePage.objects.get(pk=module.pk).live is not is_gone
    other = ModulePageFactory()
    client.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    assert ModulePage.objects.filter(pk=other.pk).exists() is not is_gone


@pytest.mark.parametrize("group", [EDITORS, MODERATORS])
def test_both_add_pictures_and_documents(visit, settings, tmp_path, group):
    settings.MEDIA_ROOT = tmp_path
    client = visit(group)
    drawing = BytesIO()
    Image.new("RGB", (8, 8)).save(drawing, "PNG")
    picture = SimpleUploadedFile("beck.png", drawing.getvalue(), "image/png")
    client.post(
        reverse("wagtailimages:add"),
        {"title": "Beck", "file": picture, "collection": root_of_collections()},
    )
    assert get_image_model().objects.filter(title="Beck").exists()
    plan = SimpleUploadedFile("plan.txt", b"One thing", "text/plain")
    client.post(
        reverse("wagtaildocs:add"),
        {"title": "Plan", "file": plan, "collection": root_of_collections()},
    )
    assert get_document_model().objects.filter(title="Plan").exists()


def test_a_page_of_html_is_no_document(visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = SimpleUploadedFile("plan.html", b"<script>1</script>", "text/html")
    visit(EDITORS).post(
        reverse("wagtaildocs:add"),
        {"title": "Plan", "file": page, "collection": root_of_collections()},
    )
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("address", [*ABOUT_PEOPLE, *ABOUT_THE_SITE])
@pytest.mark.parametrize("group", [EDITORS, MODERATORS, COMMUNICATIONS])
def test_nobody_of_them_gets_to_people_or_to_the_site_itself(visit, group, address):
    assert not is_open(visit(group).get(address))


def test_what_is_closed_to_them_is_there(client, site_skeleton):
    client.force_login(PersonFactory(is_superuser=True))
    for address in (*ABOUT_PEOPLE, *ABOUT_THE_SITE):
        assert client.get(address, follow=True).status_code == 200, address


def test_a_reviewer_sees_no_page_that_does_not_wait_for_them(visit, module):
    client = visit(COMMUNICATIONS)
    assert is_open(client.get(reverse("wagtailadmin_home")))
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert not is_open(client.get(edit))

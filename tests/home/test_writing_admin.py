"""The first page of the admin, and each list on the site, lead to writing."""

from django.contrib.auth.models import Group
from django.urls import reverse

import pytest

from home.models import GuidanceIndexPage, StoryIndexPage
from home.skeleton import COMMUNICATIONS, EDITORS
from tests.home.factories import GuidancePageFactory, StoryPageFactory
from tests.people.factories import PersonFactory


@pytest.fixture
def sign_in(client, site_skeleton):
    def of_group(name):
        person = PersonFactory()
        person.groups.set(Group.objects.filter(name=name))
        client.force_login(person)
        return client

    return of_group


def test_the_first_page_of_the_admin_offers_to_write(sign_in):
    page = sign_in(EDITORS).get(reverse("wagtailadmin_home")).content.decode()
    for words in ("Write a new module", "Write new guidance", "See all stories"):
        assert words in page
    assert "guide.wagtail.org" not in page


def test_it_offers_nothing_to_whoever_only_reviews(sign_in):
    page = sign_in(COMMUNICATIONS).get(reverse("wagtailadmin_home")).content.decode()
    assert "Write a new module" not in page


@pytest.mark.parametrize(
    ("index", "words"),
    [(GuidanceIndexPage, "Write new guidance"), (StoryIndexPage, "Write a new story")],
)
def test_a_list_offers_to_write_one(sign_in, index, words):
    address = index.objects.get().url
    assert words in sign_in(EDITORS).get(address).content.decode()
    assert words not in sign_in(COMMUNICATIONS).get(address).content.decode()


@pytest.mark.parametrize(
    ("factory", "words"),
    [(GuidancePageFactory, "Edit this page"), (StoryPageFactory, "Edit this story")],
)
def test_a_page_offers_to_edit_it(sign_in, factory, words):
    page = factory()
    assert words in sign_in(EDITORS).get(page.url).content.decode()
    assert words not in sign_in(COMMUNICATIONS).get(page.url).content.decode()

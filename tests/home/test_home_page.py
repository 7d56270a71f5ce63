"""The front door, for a stranger and for somebody signed in; full and empty."""

import pytest

from tests.cafes.factories import SessionFactory
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory


def test_a_stranger_is_shown_the_way_in_and_a_module(client, site_skeleton):
    module = ModulePageFactory(title="Answering people well")
    page = client.get("/").content.decode()
    assert "Sign in with your work account" in page
    assert f'href="{module.url}"' in page
    assert site_skeleton.home.introduction in page


def test_a_module_that_is_not_for_strangers_is_not_offered(client, site_skeleton):
    ModulePageFactory(title="For staff alone", is_public=False)
    assert "For staff alone" not in client.get("/").content.decode()


def test_somebody_signed_in_is_led_to_their_page(client, sign_in, site_skeleton):
    page = sign_in(client, PersonFactory()).get("/").content.decode()
    assert "Go to my page" in page
    assert "Sign in with" not in page


def test_the_next_cafes_are_shown(client, site_skeleton):
    session = SessionFactory()
    assert session.cafe.title in client.get("/").content.decode()


def test_an_empty_city_has_a_whole_page(client, site_skeleton):
    response = client.get("/")
    assert response.status_code == 200
    assert "No café has a date just now" in response.content.decode()
    assert "Look at a module" not in response.content.decode()


@pytest.mark.parametrize(
    ("count", "words"), [(1, "See the modules"), (3, "See all three modules")]
)
def test_it_says_how_many_modules_there_are(client, site_skeleton, count, words):
    ModulePageFactory.create_batch(count)
    assert words in client.get("/").content.decode()

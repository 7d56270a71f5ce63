"""While Redis is out of reach the site goes on."""

import logging
import socket

from django.core.cache import cache

import pytest

from cafes import booking
from cafes.models import Booking
from pages.models import Message
from tests.cafes.factories import SessionFactory
from tests.people.factories import PASSWORD, PersonFactory

SAM = "sam@aireford.example"


@pytest.fixture(autouse=True)
def redis_is_away(settings):
    """The cache as in production, at a port where nobody answers."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.CACHES = {
            "default": {
                "BACKEND": "config.cache.RedisOrMemoryCache",
                "LOCATION": f"redis://:secret@127.0.0.1:{nobody.getsockname()[1]}/0",
                "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
            }
        }
        cache.clear()
        yield
        cache.clear()


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in/", {"login": SAM, "password": password})


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/modules/", "/cafes/"])
def test_everybodys_pages_are_there(client, site_skeleton, address):
    assert client.get(address).status_code == 200


def test_one_can_sign_in_and_book(client, site_skeleton):
    person = PersonFactory(email=SAM)
    session = SessionFactory()
    assert sign_in(client).status_code == 302
    assert client.get("/me/").status_code == 200
    booking.book(session, person, experience=Booking.Experience.NEW)
    assert Booking.objects.filter(person=person).exists()
    assert Message.objects.filter(recipient=person).exists()


def test_guessing_a_password_is_stopped_all_the_same(client, db):
    PersonFactory(email=SAM)
    for _guess in range(5):
        sign_in(client, password="wrong")
    assert "too many tries" in sign_in(client).content.decode()


def test_redis_is_not_asked_again_at_once_and_the_log_says_it_without_its_address(
    caplog,
):
    with caplog.at_level(logging.WARNING):
        for number in range(50):
            cache.set(f"number-{number}", number)
        assert cache.get("number-49") == 49
    said = [r.getMessage() for r in caplog.records if r.name == "config.cache"]
    assert len(said) <= 1
    assert "secret" not in "".join(said)

"""Choosing in my details which messages come, and how often."""

from django.urls import reverse

import pytest

from pages import choices
from people.visibility import Audience
from tests.people.factories import AppointmentFactory, PersonFactory

ANSWERS, PLANS = "champions.answer", "learning.plan-day"


@pytest.fixture
def sam(site_skeleton):
    return PersonFactory(name="Sam Okonkwo-Whitfield")


@pytest.fixture
def send(client, sam):
    client.force_login(sam)

    def send(**data):
        return client.post(reverse("message_choices"), data, follow=True)

    return send


def words(response):
    return " ".join(response.content.decode().split())


def test_at_first_everything_comes_as_it_comes(client, sam):
    client.force_login(sam)
    page = words(client.get(reverse("my_details")))
    assert 'value="as-they-come" checked' in page
    for kind in (ANSWERS, PLANS):
        assert f'value="{kind}" checked' in page


def test_it_is_kept_and_shown_again(client, sam, send):
    others = [k.name for k in choices.kinds_that_may_be_off() if k.name != ANSWERS]
    page = words(send(rhythm="weekly", on=others))
    assert "From now on messages come as you chose" in page
    assert 'value="weekly" checked' in page
    assert f'value="{PLANS}" checked' in page
    assert f'value="{ANSWERS}" checked' not in page
    assert choices.chosen_by(sam) == choices.Choice("weekly", frozenset({ANSWERS}))


def test_what_was_turned_off_in_a_mail_is_turned_on_again_here(sam, send):
    choices.turn_off(sam, [ANSWERS])
    every = [kind.name for kind in choices.kinds_that_may_be_off()]
    send(rhythm="as-they-come", on=every)
    assert choices.chosen_by(sam).off == frozenset()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"on": [PLANS]}, "Choose how messages that can wait are to come"),
        ({"rhythm": "hourly"}, "Choose one of the three ways"),
        ({"rhythm": "daily", "on": ["people.welcome"]}, "Choose among the messages"),
    ],
)
def test_what_there_is_not_gets_a_sentence_and_changes_nothing(
    sam, send, data, sentence
):
    page = words(send(**data))
    assert sentence in page
    assert "<title>Error:" in page
    assert choices.chosen_by(sam) == choices.Choice("as-they-come", frozenset())


def test_nobody_else_sees_what_one_chose(sam):
    AppointmentFactory(service=sam.service)
    assert Audience(sam).sentence("messages") == "Only you can see this."

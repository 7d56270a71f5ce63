"""Turning messages off from the mail itself, signed out, never by opening a page."""

import re
from datetime import timedelta

from django.core import mail, signing
from django.test import Client

import pytest

from pages import choices, outbox, sending
from pages.models import KindTurnedOff, Message
from tests.people.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds", "site_skeleton")]


@pytest.fixture
def sam():
    return PersonFactory(name="Sam Okonkwo-Whitfield")


@pytest.fixture
def letter(sam):
    outbox.post("test.week", sam, key="1")
    sending.sweep()
    return mail.outbox[-1]


def path_of(letter):
    return re.search(
        r"(/messages/off/[^>\s]+)", letter.extra_headers["List-Unsubscribe"]
    )[1]


def words(response):
    return " ".join(response.content.decode().split())


def test_the_mail_says_how_in_its_headers_and_in_its_text(letter):
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_of(letter) in letter.body


def test_one_that_may_not_be_off_offers_nothing(sam):
    outbox.post("test.now", sam, key="1")
    sending.sweep()
    assert "List-Unsubscribe" not in mail.outbox[-1].extra_headers
    assert "/messages/off/" not in mail.outbox[-1].body


def test_of_several_in_one_it_names_those_that_may_be_off(sam):
    choices.keep(sam, "daily", set())
    for kind in ("test.day", "test.week"):
        outbox.post(kind, sam, key="1")
    sending.sweep(Message.objects.get(kind="pages.digest").due_at)
    _person, kinds = choices.read(path_of(mail.outbox[-1]).rstrip("/").split("/")[-1])
    assert [kind.name for kind in kinds] == ["test.week"]


def test_the_address_holds_nothing_personal(sam, letter):
    assert sam.email not in path_of(letter)
    assert "Sam" not in path_of(letter)


def test_opening_the_page_changes_nothing_and_asks_with_one_button(letter):
    client = Client(enforce_csrf_checks=True)
    page = client.get(path_of(letter))
    assert "no-store" in page["Cache-Control"]
    assert "test.week for you" in words(page)
    assert words(page).count('<button class="govuk-button"') == 1
    client.head(path_of(letter))
    assert not KindTurnedOff.objects.exists()


def test_one_press_of_a_mail_program_does_it_without_cookie_or_redirect(sam, letter):
    client = Client(enforce_csrf_checks=True)
    one_click = {"List-Unsubscribe": "One-Click"}
    for _twice in range(2):
        page = client.post(path_of(letter), one_click)
        assert page.status_code == 200
        assert "They are turned off" in words(page)
        assert "/me/details/#messages" in words(page)
    assert [off.kind for off in KindTurnedOff.objects.all()] == ["test.week"]
    outbox.post("test.week", sam, key="2")
    sending.sweep()
    assert len(mail.outbox) == 1


def test_a_link_that_was_changed_gets_a_sentence(letter):
    page = Client().post(path_of(letter)[:-4] + "xyz/")
    assert page.status_code == 404
    assert "It is not whole" in words(page)
    assert not KindTurnedOff.objects.exists()


def test_a_link_of_another_sort_of_ours_is_none(sam):
    token = signing.dumps([sam.pk, ["test.week"]], salt="another", compress=True)
    assert Client().post(f"/messages/off/{token}/").status_code == 404


def test_an_old_link_gets_a_sentence(letter, monkeypatch):
    monkeypatch.setattr(choices, "LINK_LASTS", -1)
    page = Client().post(path_of(letter))
    assert page.status_code == 410
    assert "It is too old" in words(page)
    assert not KindTurnedOff.objects.exists()


def test_a_link_to_what_may_not_be_off_any_more_turns_nothing_off(letter, kinds):
    kinds("test.week", waits=timedelta(weeks=1))
    assert Client().post(path_of(letter)).status_code == 410
    assert not KindTurnedOff.objects.exists()


def test_a_link_of_somebody_erased_is_as_an_old_one(sam, letter):
    Message.objects.all().delete()
    sam.delete()
    assert Client().get(path_of(letter)).status_code == 410

"""Each kind of message has a letter among the pictures, written in the sample city."""

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import pytest

from cafes.models import Booking
from cafes.needs import BETWEEN, INTERPRETER
from champions.models import HelpAnswer, HelpRequest
from home.sample_city import loading
from learning.models import Plan
from pages import composing, outbox
from pages.models import Message
from people.models import User
from screens import letters


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Aireford, as it is loaded today."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content")
        yield loading.load()
        transaction.set_rollback(True)


def test_every_kind_has_its_letter():
    assert set(letters.LETTERS) == set(outbox.KINDS)


@pytest.mark.parametrize("kind", letters.LETTERS)
def test_a_letter_says_it_in_both_ways_and_leaves_nothing_behind(city, db, kind):
    letter = letters.written(kind)
    assert letter.subject == letter.subject.strip()
    assert letter.html.count("<h1") == 1
    assert "<html lang=" in letter.html
    for words in (letter.html, letter.text):
        assert "{{" not in words
        assert "http://" in words or "https://" in words
    if outbox.KINDS[kind].may_be_off:
        assert "/messages/off/" in letter.html
        assert "/messages/off/" in letter.text
    is_about_account = outbox.KINDS[kind].is_about_account
    for words in (letter.html, letter.text):
        assert ("/me/details/#messages" in words) != is_about_account
    assert "\n\n\n" not in letter.text
    assert not Message.objects.exists()


# What one person wrote for few to read: (model, its fields, whose it is).
FOR_FEW = [
    (HelpRequest, ("words",), "person"),
    (HelpAnswer, ("words",), "writer"),
    (Plan, ("words", "how_it_went"), "enrolment__person"),
    (Booking, ("hopes", "access_needs"), "person"),
    (User, ("access_needs",), "pk"),
]
MARKER = "mk-for-few-to-read"


@pytest.mark.parametrize("kind", letters.LETTERS)
def test_no_letter_carries_what_somebody_else_wrote_for_few(city, db, kind):
    """It says that somebody would be glad of a word; about what, the page says."""
    with transaction.atomic():
        letters.LETTERS[kind]()
        message = Message.objects.filter(kind=kind).latest("pk")
        message.claimed_at = timezone.now()
        for model, fields, person in FOR_FEW:
            others = model.objects.exclude(**{person: message.recipient_id})
            others.update(**dict.fromkeys(fields, f"{INTERPRETER}{BETWEEN}{MARKER}"))
        mail = composing.mail_of(message, composing.email_of(message))
        transaction.set_rollback(True)
    assert MARKER not in f"{mail.subject} {mail.body} {mail.alternatives[0][0]}"


@pytest.mark.parametrize("kind", [k for k in letters.LETTERS if outbox.KINDS[k].waits])
def test_what_may_wait_can_be_told_in_short(city, db, kind):
    with transaction.atomic():
        letters.LETTERS[kind]()
        message = Message.objects.filter(kind=kind).latest("pk")
        short = outbox.KINDS[kind].compose(message).short
        transaction.set_rollback(True)
    assert all([short.words, short.url.startswith("http"), short.label])

"""What is written about requests, and what is not."""

from datetime import timedelta

from django.core import mail
from django.test import override_settings

import pytest

from champions import asking
from pages import choices, sending
from pages.models import Message
from people.models import Appointment
from tests.people.factories import AbsenceFactory


@pytest.fixture(autouse=True)
def into_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def sent(kind):
    """Send the latest message of a kind; gives what became of it."""
    return sending.deliver(Message.objects.filter(kind=kind).latest("pk").pk)


@override_settings(SITE_URL="https://sociable.example")
def test_the_mail_to_the_champion_names_no_person_and_no_difficulty(libraries):
    request = asking.ask(libraries.sam, "I am lost in step two")
    assert sent("champions.question") == Message.Status.SENT
    letter = mail.outbox[0]
    whole = letter.subject + letter.body + letter.alternatives[0][0]
    assert letter.to == [libraries.priya.email]
    assert f"https://sociable.example/help/{request.pk}/" in letter.body
    assert "glad of a word" in letter.body
    assert "Sam" not in whole
    assert "lost" not in whole


def test_the_mail_to_the_asker_holds_no_answer(libraries):
    request = asking.ask(libraries.sam, "I am lost in step two")
    asking.answer(request, libraries.priya, "Look at the second picture")
    assert sent("champions.answer") == Message.Status.SENT
    letter = mail.outbox[0]
    assert letter.to == [libraries.sam.email]
    assert "Priya has answered" in letter.body
    assert "second picture" not in letter.body + letter.alternatives[0][0]


def test_nothing_is_written_of_a_question_that_is_answered(libraries):
    request = asking.ask(libraries.sam, "Help")
    asking.answer(request, libraries.priya, "Here")
    assert sent("champions.question") == Message.Status.NOT_NEEDED


def test_nothing_is_written_to_who_passed_it_on(libraries):
    request = asking.ask(libraries.sam, "Help")
    first = Message.objects.get(recipient=libraries.priya)
    asking.pass_on(request, libraries.tom)
    assert sending.deliver(first.pk) == Message.Status.NOT_NEEDED


def test_nothing_is_written_to_who_left_the_role(libraries):
    asking.ask(libraries.sam, "Help")
    Appointment.objects.filter(person=libraries.priya).delete()
    assert sent("champions.question") == Message.Status.NOT_NEEDED


def test_nothing_is_written_of_an_answer_that_is_gone(libraries):
    request = asking.ask(libraries.sam, "Help")
    asking.answer(request, libraries.priya, "Here")
    request.delete()
    assert sent("champions.answer") == Message.Status.NOT_NEEDED


def test_nothing_is_written_of_an_answer_that_was_read_on_the_site(libraries):
    request = asking.ask(libraries.sam, "Help")
    asking.answer(request, libraries.priya, "Here")
    asking.read(request, libraries.sam)
    assert sent("champions.answer") == Message.Status.NOT_NEEDED


def test_a_question_may_be_collected_for_a_day_and_is_not_lost(libraries):
    choices.keep(libraries.priya, "weekly", set())
    asking.ask(libraries.sam, "Help")
    question = Message.objects.get(kind="champions.question")
    hour = question.gathered_in.due_at
    assert hour - question.written_at <= timedelta(days=1, hours=1)
    sending.sweep(hour)
    assert mail.outbox[0].subject == "Someone in your team has a question"


def test_the_deputy_reads_in_whose_place(libraries):
    AbsenceFactory(person=libraries.priya)
    asking.ask(libraries.sam, "Help")
    sent("champions.question")
    assert "because Priya is away" in mail.outbox[0].body

"""What people are told of their roles and of another e-mail."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

import pytest

from pages import sending
from people import appointing, joining, leaving
from people.messages import ASKS
from people.models import Appointment
from tests.people.factories import PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db

Role = Appointment.Role
TODAY = timezone.localdate


@pytest.fixture
def service():
    return ServiceFactory(name="Libraries")


@pytest.fixture
def priya(service):
    return PersonFactory(name="Priya Raman", service=service)


def sent():
    """Send what waits; gives the text of each mail, by its recipient and subject."""
    mail.outbox.clear()
    sending.sweep()
    return {(letter.to[0], letter.subject): letter.body for letter in mail.outbox}


@pytest.mark.parametrize("role", Role)
def test_each_role_says_what_it_asks_of_one(role):
    assert str(ASKS[role])


def test_who_is_appointed_hears_what_and_since_when(priya, service):
    appointing.appoint(priya, Role.CHAMPION, service)
    body = sent()[priya.email, "Your role: Digital champion, Libraries"]
    assert "Since" in body
    assert "/team/" in body


def test_a_role_to_come_is_told_before_and_leads_nowhere_closed(priya, service):
    appointing.appoint(priya, Role.DEPUTY, service, TODAY() + timedelta(days=9))
    (body,) = sent().values()
    assert "From" in body
    assert "/team/" not in body


def test_who_follows_as_champion_and_who_is_followed_both_hear(priya, service):
    appointing.appoint(priya, Role.CHAMPION, service, TODAY() - timedelta(days=9))
    sent()
    tom = PersonFactory(service=service)
    appointing.appoint(tom, Role.CHAMPION, service)
    assert set(sent()) == {
        (priya.email, "Your role has ended: Digital champion, Libraries"),
        (tom.email, "Your role: Digital champion, Libraries"),
    }


def test_a_role_taken_back_before_anybody_heard_of_it_says_nothing(priya, service):
    begins = TODAY() + timedelta(days=9)
    role = appointing.appoint(priya, Role.DEPUTY, service, begins)
    appointing.end(role, TODAY())
    assert sent() == {}


def test_a_role_taken_back_that_was_told_is_told_too(priya, service):
    begins = TODAY() + timedelta(days=9)
    role = appointing.appoint(priya, Role.DEPUTY, service, begins)
    sent()
    appointing.end(role, TODAY())
    (body,) = sent().values()
    assert "It was taken back before it began" in body


def test_an_end_undone_before_it_was_sent_is_not_told(priya, service):
    appointing.appoint(priya, Role.CHAMPION, service, TODAY() - timedelta(days=9))
    sent()
    begins = TODAY() + timedelta(days=9)
    other = PersonFactory(service=service)
    appointing.end(appointing.appoint(other, Role.CHAMPION, service, begins), TODAY())
    assert sent() == {}


def test_who_was_told_that_it_ends_hears_that_it_goes_on(priya, service):
    appointing.appoint(priya, Role.CHAMPION, service, TODAY() - timedelta(days=9))
    other = PersonFactory(service=service)
    begins = TODAY() + timedelta(days=9)
    follows = appointing.appoint(other, Role.CHAMPION, service, begins)
    sent()
    appointing.end(follows, TODAY())
    assert (priya.email, "Your role: Digital champion, Libraries") in sent()


def test_who_leaves_is_not_written_to_about_the_role(priya, service):
    appointing.appoint(priya, Role.CHAMPION, service, TODAY() - timedelta(days=9))
    sent()
    leaving.leave(priya, TODAY() + timedelta(days=9))
    assert sent() == {}


def test_another_e_mail_is_told_to_both_and_the_old_one_hears_not_which(priya):
    old = priya.email
    priya.email = "priya.new@aireford.example"
    joining.change(priya)
    told = {to: body for (to, _subject), body in sent().items()}
    assert set(told) == {old, "priya.new@aireford.example"}
    assert "priya.new" not in told[old]
    assert "priya.new@aireford.example" in told["priya.new@aireford.example"]


def test_no_other_change_is(priya):
    priya.name = "Priya Raman-Holt"
    joining.change(priya)
    assert sent() == {}

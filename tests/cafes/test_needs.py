"""What somebody asks for is said back to them, with whether it can be had in time."""

from datetime import datetime, timedelta

from django.utils import timezone

import pytest

from cafes import booking, needs
from cafes.forms import BookingForm
from cafes.models import Session
from pages import sending
from pages.models import Message
from tests.cafes.factories import SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory

pytestmark = pytest.mark.django_db

INTERPRETER = str(needs.INTERPRETER)
A_TUESDAY = timezone.make_aware(datetime(2026, 11, 24, 10))


def book(session, person=None, needs_said=INTERPRETER, **said):
    return booking.book(
        session,
        person or PersonFactory(),
        experience="new",
        access_needs=needs_said,
        **said,
    )


def soon(**kwargs):
    return SessionFactory(starts_at=timezone.now() + timedelta(days=2), **kwargs)


def later(**kwargs):
    return SessionFactory(starts_at=timezone.now() + timedelta(days=20), **kwargs)


def letters(kind):
    return Message.objects.filter(kind=kind)


@pytest.mark.parametrize(
    ("days", "working"), [(0, 0), (1, 1), (3, 3), (5, 3), (6, 4), (7, 5), (14, 10)]
)
def test_the_days_of_a_weekend_are_no_working_days(days, working):
    moment = A_TUESDAY + timedelta(days=days)
    assert needs.working_days_until(moment, A_TUESDAY) == working


def test_the_page_says_back_what_was_asked_for(client, sign_in):
    session, person = later(), PersonFactory()
    book(session, person, "A seat near the door. A chair without arms")
    page = sign_in(client, person).get(f"/cafes/sessions/{session.pk}/")
    html = page.content.decode()
    assert "A seat near the door" in html
    assert "A chair without arms" in html
    assert "working days" not in html


def test_where_there_is_no_time_it_is_said_before_and_after(client, sign_in):
    session, person = soon(), PersonFactory(email="denise@aireford.example")
    address = f"/cafes/sessions/{session.pk}/"
    before = sign_in(client, person).get(address).content.decode()
    assert "so we can’t promise one" in before
    book(session, person)
    after = client.get(address).content.decode()
    assert "so we can’t promise one" in after
    assert "You left no number, so they write to denise@aireford.example" in after


def test_where_there_is_time_nobody_is_worried(client, sign_in):
    session, person = later(), PersonFactory()
    address = f"/cafes/sessions/{session.pk}/"
    assert "promise" not in sign_in(client, person).get(address).content.decode()
    book(session, person, phone="07700 900118")
    html = client.get(address).content.decode()
    assert "promise" not in html
    assert "They have your number, 07700 900118" in html


def test_that_there_was_time_when_it_was_asked_for_stays_so():
    session = later()
    place = book(session)
    Session.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() + timedelta(days=1)
    )
    place.changed_at = timezone.now() - timedelta(days=19)
    place.session.refresh_from_db()
    assert needs.said_back(place).note == "info"


def test_the_hosts_are_written_to_once_and_not_told_who(mailoutbox):
    host = PersonFactory()
    session = later(hosts=[host])
    place = book(session, PersonFactory(name="Denise Achterberg"))
    booking.amend(place, phone="07700 900118", access_needs=INTERPRETER)
    assert letters("cafes.interpreter").count() == 1
    sending.sweep()
    [letter] = [mail for mail in mailoutbox if "interpreter is asked" in mail.subject]
    assert letter.to == [host.email]
    assert "Denise" not in letter.body


def test_without_a_host_the_organisers_are_written_to():
    organiser = AppointmentFactory(organiser=True).person
    book(later())
    assert [m.recipient for m in letters("cafes.interpreter")] == [organiser]


def test_who_asks_for_nothing_that_takes_time_is_no_letter():
    book(later(hosts=[PersonFactory()]), needs_said="A seat near the door")
    assert not letters("cafes.interpreter").exists()


def test_it_is_asked_for_only_once_there_is_a_place():
    session = later(capacity=1, hosts=[PersonFactory()])
    first = book(session, needs_said="")
    book(session)
    assert not letters("cafes.interpreter").exists()
    booking.give_back(first)
    assert letters("cafes.interpreter").count() == 1


def test_the_confirmation_says_back_what_was_asked_for(mailoutbox):
    session, person = soon(), PersonFactory()
    book(session, person)
    sending.sweep()
    [letter] = [mail for mail in mailoutbox if mail.to == [person.email]]
    html = letter.alternatives[0][0]
    for text in (letter.body, html):
        assert f"{INTERPRETER}." in text
        assert "so we can’t promise one" in text


def test_what_was_asked_for_can_be_changed_and_asked_anew():
    session = later(hosts=[PersonFactory()])
    place = book(session, needs_said=f"{INTERPRETER}. A chair without arms")
    initial = BookingForm.to_amend(None, place).initial
    assert initial["needs"] == [INTERPRETER]
    assert initial["access_needs"] == "A chair without arms"

"""What hosts are written: that they host or do no more, that it moved, or is off."""

from datetime import timedelta

import pytest

from cafes import scheduling
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.cafes.test_messages import calendar_of, html_of, send_all
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return PersonFactory(name="Priya Raman")


@pytest.fixture
def session(host):
    cafe = CafePageFactory(title="When someone is cross with us", slug="cross")
    return SessionFactory(cafe=cafe, hosts=[host])


def sequence_of(letter):
    (event,) = calendar_of(letter)[1].walk("VEVENT")
    return event["SEQUENCE"]


def to(host):
    return {
        kind: letter for (kind, person), letter in send_all().items() if person == host
    }


def test_who_is_named_when_it_is_planned_hears_with_the_entry(session, host):
    scheduling.plan(
        hosts=[host, PersonFactory(name="Joe Hardcastle")],
        cafe=session.cafe,
        starts_at=session.starts_at + timedelta(days=9),
        ends_at=session.starts_at + timedelta(days=9, hours=1),
        venue=session.venue,
        capacity=12,
    )
    letter = to(host)["cafes.hosting"]
    assert letter.subject.startswith("You host: When someone is cross with us")
    for words in (letter.body, html_of(letter)):
        assert "You host it with Joe Hardcastle." in words
        assert "/organise/" in words
    method, calendar = calendar_of(letter)
    assert method == "REQUEST"
    assert b"You are hosting." in calendar.to_ical()
    assert b"Give your place back" not in calendar.to_ical()


def test_named_taken_off_and_named_again_each_entry_outranks_the_last(session, host):
    other = PersonFactory()
    scheduling.move(session, hosts=[host, other])
    first = to(other)["cafes.hosting"]
    scheduling.move(session, hosts=[host])
    off = to(other)["cafes.hosting-ended"]
    assert calendar_of(off)[0] == "CANCEL"
    scheduling.move(session, hosts=[host, other])
    again = to(other)["cafes.hosting"]
    assert sequence_of(first) < sequence_of(off) < sequence_of(again)


def test_who_stays_host_is_not_told_of_the_others(session, host):
    scheduling.move(session, hosts=[host, PersonFactory()])
    assert to(host) == {}


def test_taken_off_and_on_again_before_anything_was_sent_nothing_is_said_of_it(
    session, host
):
    scheduling.move(session, hosts=[])
    scheduling.move(session, hosts=[host])
    assert "cafes.hosting-ended" not in to(host)


def test_a_move_says_what_it_was_and_is(session, host):
    later = timedelta(days=2)
    scheduling.move(
        session, starts_at=session.starts_at + later, ends_at=session.ends_at + later
    )
    letter = to(host)["cafes.hosting-moved"]
    assert "It was" in letter.body
    assert calendar_of(letter)[0] == "REQUEST"


def test_who_is_named_with_the_move_hears_only_that_they_host(session):
    other = PersonFactory()
    scheduling.move(session, hosts=[other], room="room 7")
    assert set(to(other)) == {"cafes.hosting"}


def test_a_cancellation_says_why_and_takes_the_entry_out(session, host):
    scheduling.cancel(session, "The heating has failed")
    letter = to(host)["cafes.hosting-cancelled"]
    assert "The heating has failed" in letter.body
    assert calendar_of(letter)[0] == "CANCEL"


def test_a_host_who_has_a_place_too_hears_once(session, host):
    BookingFactory(session=session, person=host)
    scheduling.move(session, room="room 7")
    assert set(to(host)) == {"cafes.moved"}
    scheduling.move(session, hosts=[])
    letter = to(host)["cafes.hosting-ended"]
    assert calendar_of(letter) is None, "their place keeps its entry"

"""What people are written, as they read it, decided when it is sent."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

import icalendar
import pytest

from cafes import booking, scheduling
from cafes.messages import cancelled
from cafes.models import Booking
from pages import sending, words
from pages.models import Message
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

NEW = Booking.Experience.NEW


@pytest.fixture
def session(db):
    return SessionFactory(
        cafe=CafePageFactory(title="When someone is cross with us", slug="cross"),
        hosts=[PersonFactory(name="Priya Raman", phone="0113 496 0127")],
        capacity=1,
    )


def send_all():
    """Send what is due; gives the mails by their kind and recipient."""
    mail.outbox.clear()
    sent = {}
    for message in Message.objects.due(timezone.now() + timedelta(minutes=1)):
        before = len(mail.outbox)
        sending.deliver(message.pk, timezone.now() + timedelta(minutes=1))
        if len(mail.outbox) > before:
            sent[message.kind, message.recipient] = mail.outbox[-1]
    return sent


def html_of(message):
    return message.alternatives[0][0]


def calendar_of(message):
    """The method told in the header, and the calendar; None where there is none."""
    for content, mimetype in message.alternatives:
        if mimetype.startswith("text/calendar"):
            return mimetype.partition("method=")[2], icalendar.Calendar.from_ical(
                content
            )
    return None


def test_a_place_comes_with_all_that_one_needs_and_the_invitation(session):
    sam = PersonFactory(name="Sam Okonkwo-Whitfield")
    booking.book(session, sam, experience=NEW)
    letter = send_all()["cafes.place-given", sam]
    day = words.day(session.starts_at)
    assert letter.subject == f"You have a place: When someone is cross with us, {day}"
    for text in (letter.body, html_of(letter)):
        assert "You have a place, Sam" in text
        assert words.span(session.starts_at, session.ends_at) in text
        assert session.venue.name in text
        assert session.venue.access in text
        assert session.cafe.bring in text
        assert "Priya Raman is hosting" in text
        assert "0113 496 0127" in text
        assert f"/cafes/sessions/{session.pk}/" in text
    method, calendar = calendar_of(letter)
    assert method == calendar["METHOD"] == "REQUEST"


def test_who_waits_is_told_their_place_in_the_queue(session):
    first, second = PersonFactory(), PersonFactory(name="Lesley Kirkbride")
    for person in (PersonFactory(), first, second):
        booking.book(session, person, experience=NEW)
    letter = send_all()["cafes.waiting", second]
    assert "You are second on the waiting list, Lesley" in letter.body
    assert "You are second on the waiting list, Lesley" in html_of(letter)
    assert calendar_of(letter) is None


def test_the_place_in_the_queue_is_the_one_at_sending_time(session):
    people = PersonFactory.create_batch(3)
    places = [booking.book(session, person, experience=NEW) for person in people]
    booking.give_back(places[1])
    letter = send_all()["cafes.waiting", people[2]]
    assert "You are first on the waiting list" in letter.body


def test_a_place_that_came_free_is_told_once_and_not_the_waiting(session):
    leaving = booking.book(session, PersonFactory(), experience=NEW)
    person = PersonFactory()
    booking.book(session, person, experience=NEW)
    booking.give_back(leaving)
    sent = {kind: letter for (kind, to), letter in send_all().items() if to == person}
    assert set(sent) == {"cafes.place-came-free"}
    letter = sent["cafes.place-came-free"]
    assert letter.subject.startswith("A place came free for you: ")
    assert calendar_of(letter)[0] == "REQUEST"


def test_a_place_given_back_is_thanked_for_and_goes_from_the_calendar(session):
    person = PersonFactory()
    place = booking.book(session, person, experience=NEW)
    send_all()
    booking.give_back(place)
    letter = send_all()["cafes.given-back", person]
    assert "You have given your place back" in letter.body
    assert calendar_of(letter)[0] == "CANCEL"


def test_a_host_who_gives_a_place_back_keeps_the_entry_of_what_they_host(session):
    person = PersonFactory()
    session.hosts.add(person)
    place = booking.book(session, person, experience=NEW)
    send_all()
    booking.give_back(place)
    letter = send_all()["cafes.given-back", person]
    assert "You still host it" in letter.body
    assert calendar_of(letter) is None


def test_who_leaves_the_queue_hears_so_without_a_calendar(session):
    BookingFactory(session=session)
    person = PersonFactory()
    booking.give_back(booking.book(session, person, experience=NEW))
    letter = send_all()["cafes.left-queue", person]
    assert "You are off the waiting list" in letter.body
    assert calendar_of(letter) is None


def test_a_move_says_what_it_was_and_what_it_is(session):
    place = BookingFactory(session=session)
    waiting = BookingFactory(session=session, waiting=True)
    was, now = session.starts_at, session.starts_at + timedelta(days=2)
    scheduling.move(session, starts_at=now, ends_at=now + timedelta(hours=1))
    sent = send_all()
    letter = sent["cafes.moved", place.person]
    for text in (letter.body, html_of(letter)):
        assert words.full_day(was) in text
        assert words.full_day(now) in text
        assert "You still have your place" in text
    assert calendar_of(letter)[0] == "REQUEST"
    assert calendar_of(sent["cafes.moved", waiting.person]) is None
    assert "still on the waiting list" in sent["cafes.moved", waiting.person].body


def test_of_a_move_undone_before_it_was_sent_only_the_last_is_told(session):
    place = BookingFactory(session=session)
    scheduling.move(session, room="room 7")
    scheduling.move(session, room="")
    kinds = [kind for kind, to in send_all() if to == place.person]
    assert len(kinds) == 1


def test_a_new_link_is_told_though_it_is_online_as_before():
    place = BookingFactory(session__online=True)
    BookingFactory(session=place.session, waiting=True)
    scheduling.move(place.session, link="https://meet.example/another", capacity=1)
    sent = send_all()
    letter = sent["cafes.moved", place.person]
    for text in (letter.body, html_of(letter)):
        assert "https://meet.example/another" in text
        assert "The link to join has changed" in text
        assert "It was" not in text
    assert len(sent) == 1, "who waits has no link, so hears nothing of it"


def test_the_link_is_told_to_nobody_who_only_waits():
    session = SessionFactory(online=True, full=True)
    person = PersonFactory()
    booking.book(session, person, experience=NEW)
    later = session.ends_at + timedelta(minutes=5)
    scheduling.move(session, ends_at=later)
    sent = send_all()
    for kind in ("cafes.waiting", "cafes.moved"):
        letter = sent[kind, person]
        assert session.link not in letter.body + html_of(letter)


def test_a_cancelled_session_says_why_and_what_else_there_is(session):
    place = BookingFactory(session=session)
    other = SessionFactory(
        cafe=session.cafe, starts_at=session.starts_at + timedelta(days=9)
    )
    scheduling.cancel(session, "The heating has failed")
    letter = send_all()["cafes.cancelled", place.person]
    assert letter.subject.startswith("Cancelled: When someone is cross with us")
    for text in (letter.body, html_of(letter)):
        assert "The heating has failed" in text
        assert f"/cafes/sessions/{other.pk}/" in text
    assert calendar_of(letter)[0] == "CANCEL"


@pytest.mark.parametrize("kind", ["place-given", "waiting"])
def test_what_was_booked_for_a_session_cancelled_since_is_not_told(kind):
    session = SessionFactory(capacity=1)
    if kind == "waiting":
        BookingFactory(session=session)
    person = PersonFactory()
    booking.book(session, person, experience=NEW)
    scheduling.cancel(session, "Snow")
    told = {kind for kind, to in send_all() if to == person}
    assert told == {"cafes.cancelled"}


def test_a_booking_that_is_gone_has_nothing_to_tell():
    place = booking.book(SessionFactory(), PersonFactory(), experience=NEW)
    place.delete()
    assert send_all() == {}


def test_other_dates_are_those_that_the_person_can_book_and_get_to():
    place = BookingFactory()
    cafe, in_an_hour = place.session.cafe, timezone.now() + timedelta(hours=1)
    SessionFactory(cafe=cafe, starts_at=in_an_hour)
    SessionFactory(cafe=cafe, full=True)
    BookingFactory(session__cafe=cafe, person=place.person)
    of_use = SessionFactory(cafe=cafe)
    scheduling.cancel(place.session, "Snow")
    message = Message.objects.get(kind="cafes.cancelled", recipient=place.person)
    (other,) = cancelled(message).context["others"]
    assert f"/{of_use.pk}/" in other["address"]

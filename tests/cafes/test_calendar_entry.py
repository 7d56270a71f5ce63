"""Entries in calendars: the right moment, the same entry, the last word."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from cafes import booking, scheduling
from cafes.calendar_entry import CANCEL, PUBLISH, REQUEST, entry
from cafes.models import Booking
from pages.models import Message
from pages.outbox import KINDS
from tests.cafes.factories import SessionFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
# Days around both clock changes, and the time in UTC that 2pm in London is there.
TWO_O_CLOCK = [
    (datetime(2027, 3, 27, 14, tzinfo=LONDON), 14),
    (datetime(2027, 3, 28, 14, tzinfo=LONDON), 13),
    (datetime(2027, 10, 30, 14, tzinfo=LONDON), 13),
    (datetime(2027, 10, 31, 14, tzinfo=LONDON), 14),
]


def read_by_icalendar(text):
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event["DTSTART"].dt, event["DTEND"].dt, str(event["UID"])


def read_by_vobject(text):
    event = vobject.readOne(text.decode()).vevent
    return event.dtstart.value, event.dtend.value, event.uid.value


def event_of(text):
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


@pytest.mark.parametrize("read", [read_by_icalendar, read_by_vobject])
@pytest.mark.parametrize(("start", "hour"), TWO_O_CLOCK)
def test_two_o_clock_is_two_o_clock_on_both_sides_of_a_clock_change(read, start, hour):
    session = SessionFactory(starts_at=start)
    begins, ends, uid = read(entry(session, PersonFactory(), REQUEST))
    assert begins == start
    assert begins.astimezone(UTC).hour == hour
    assert begins.astimezone(LONDON).hour == 14
    assert ends - begins == timedelta(minutes=90)
    assert uid == f"{session.uid}@sociable"


def test_it_is_written_in_utc_without_a_zone_that_could_be_misread():
    text = entry(SessionFactory(), PersonFactory(), REQUEST).decode()
    assert "VTIMEZONE" not in text
    assert "TZID" not in text


def test_it_says_who_where_and_what():
    person = PersonFactory(name="Bernadette Oyelaran-Szczepańska")
    session = SessionFactory(room="room 4", venue__name="Town Hall")
    event = event_of(entry(session, person, REQUEST))
    assert str(event["ATTENDEE"]) == f"mailto:{person.email}"
    assert event["ATTENDEE"].params["CN"] == person.name
    assert str(event["ORGANIZER"]) == "mailto:sociable@localhost"
    assert event["LOCATION"].startswith("Town Hall, room 4, ")
    assert session.venue.access in event["DESCRIPTION"]
    assert event["URL"].endswith(f"/cafes/sessions/{session.pk}/")
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_a_session_online_has_its_link_for_who_has_a_place():
    session = SessionFactory(online=True)
    event = event_of(entry(session, PersonFactory(), REQUEST))
    assert event["LOCATION"] == session.link


def test_words_of_an_editor_cannot_write_lines_of_their_own():
    session = SessionFactory(cafe__bring="A cup;\nATTENDEE:mailto:x@y.example, tea")
    event = event_of(entry(session, PersonFactory(email="a@b.example"), REQUEST))
    assert str(event["ATTENDEE"]) == "mailto:a@b.example"
    assert "A cup;" in event["DESCRIPTION"]


def test_a_removal_says_so():
    text = entry(SessionFactory(), PersonFactory(), CANCEL)
    assert icalendar.Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert event_of(text)["STATUS"] == "CANCELLED"


def test_a_cancelled_session_says_so_in_a_download_too():
    text = entry(SessionFactory(cancelled=True), PersonFactory(), PUBLISH)
    assert event_of(text)["STATUS"] == "CANCELLED"


def test_a_download_invites_nobody():
    text = entry(SessionFactory(), PersonFactory(), PUBLISH)
    assert icalendar.Calendar.from_ical(text)["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event_of(text)


class TestThroughTheStory:
    """What lands in a calendar as a person books, waits and changes their mind."""

    def entries(self, person):
        """Method, sequence and id of each entry that is sent, in order, late: when
        all is done, as if the worker had slept."""
        sent = []
        for message in Message.objects.filter(recipient=person).order_by("pk"):
            sent += self.sent(message)
        return sent

    def sent(self, message):
        email = KINDS[message.kind].compose(message)
        if email is None or not email.calendar:
            return []
        event = event_of(email.calendar)
        return [(email.calendar_method, event["SEQUENCE"], str(event["UID"]))]

    def newest(self, person):
        return self.sent(Message.objects.filter(recipient=person).latest("pk"))

    def test_booked_moved_and_cancelled_is_one_entry_that_goes(self):
        session, person = SessionFactory(), PersonFactory()
        uid = f"{session.uid}@sociable"
        booking.book(session, person, experience=Booking.Experience.NEW)
        first = self.newest(person)
        later = session.starts_at + timedelta(days=1)
        scheduling.move(session, starts_at=later, ends_at=later + timedelta(hours=1))
        second = self.newest(person)
        scheduling.cancel(session, "Snow")
        third = self.newest(person)
        assert [*first, *second, *third] == [
            ("REQUEST", 0, uid),
            ("REQUEST", 1, uid),
            ("CANCEL", 2, uid),
        ]

    def test_booked_given_back_and_booked_again_ends_with_an_entry(self):
        session, person = SessionFactory(), PersonFactory()
        said = []
        place = booking.book(session, person, experience=Booking.Experience.NEW)
        said += self.newest(person)
        booking.give_back(place)
        said += self.newest(person)
        booking.book(session, person, experience=Booking.Experience.NEW)
        said += self.newest(person)
        assert [(method, sequence) for method, sequence, _uid in said] == [
            ("REQUEST", 0),
            ("CANCEL", 1),
            ("REQUEST", 2),
        ]

    def test_sent_late_a_removal_is_left_out_for_who_has_a_place_again(self):
        session, person = SessionFactory(), PersonFactory()
        place = booking.book(session, person, experience=Booking.Experience.NEW)
        booking.give_back(place)
        booking.book(session, person, experience=Booking.Experience.NEW)
        assert [entry[:2] for entry in self.entries(person)] == [("REQUEST", 2)]

    def test_sent_late_a_request_is_left_out_for_who_has_given_back(self):
        session, person = SessionFactory(), PersonFactory()
        place = booking.book(session, person, experience=Booking.Experience.NEW)
        booking.give_back(place)
        assert [entry[:2] for entry in self.entries(person)] == [("CANCEL", 1)]

    def test_who_waits_has_no_entry_until_the_place_is_theirs(self):
        session = SessionFactory(capacity=1)
        leaving = booking.book(
            session, PersonFactory(), experience=Booking.Experience.NEW
        )
        person = PersonFactory()
        booking.book(session, person, experience=Booking.Experience.NEW)
        assert self.entries(person) == []
        booking.give_back(leaving)
        assert [entry[:2] for entry in self.entries(person)] == [("REQUEST", 1)]

    def test_an_entry_that_comes_back_outranks_its_removal_by_any_way(self):
        """Gave back, waited again, and the organiser added a place."""
        session, person = SessionFactory(capacity=1), PersonFactory()
        place = booking.book(session, person, experience=Booking.Experience.NEW)
        booking.book(session, PersonFactory(), experience=Booking.Experience.NEW)
        booking.give_back(place)
        (removal,) = self.newest(person)
        booking.book(session, person, experience=Booking.Experience.NEW)
        scheduling.move(session, capacity=2)
        (back,) = self.newest(person)
        assert (removal[0], back[0]) == ("CANCEL", "REQUEST")
        assert back[1] > removal[1]

"""Booking, giving back and passing on, as one person after the other asks."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes import booking
from cafes.models import Booking
from pages.models import Message
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

NEW = Booking.Experience.NEW


def told(person):
    """What was written to a person, first message first."""
    messages = Message.objects.filter(recipient=person).order_by("pk")
    return [message.kind for message in messages]


def status_of(place):
    place.refresh_from_db()
    return place.status


class TestAmend:
    @pytest.mark.parametrize("trait", [{}, {"waiting": True}], ids=["place", "queue"])
    def test_changes_what_was_said_and_nothing_else(self, trait):
        place = BookingFactory(access_needs="Captions", name_may_be_seen=True, **trait)
        was = place.status, place.booked_at
        booking.amend(place, access_needs="A seat near the door", phone="07700 900118")
        place.refresh_from_db()
        assert place.access_needs == "A seat near the door"
        assert place.phone == "07700 900118"
        assert place.name_may_be_seen
        assert (place.status, place.booked_at) == was
        assert told(place.person) == []

    @pytest.mark.parametrize(
        ("trait", "refusal"),
        [
            ({"session__begun": True}, booking.BookingClosed),
            ({"session__cancelled": True}, booking.SessionCancelled),
            ({"given_back": True}, booking.GivenBack),
        ],
    )
    def test_is_refused_once_there_is_nothing_to_come(self, trait, refusal):
        place = BookingFactory(phone="07700 900118", **trait)
        with pytest.raises(refusal):
            booking.amend(place, phone="")
        place.refresh_from_db()
        assert place.phone == "07700 900118"


class TestBook:
    def test_gives_a_place_while_there_is_one(self):
        person = PersonFactory()
        place = booking.book(
            SessionFactory(capacity=1),
            person,
            experience=NEW,
            hopes="A calm way to answer",
            phone="07700 900118",
            access_needs="A seat near the door",
            name_may_be_seen=True,
        )
        place.refresh_from_db()
        assert place.status == Booking.Status.CONFIRMED
        assert place.hopes == "A calm way to answer"
        assert place.phone == "07700 900118"
        assert place.access_needs == "A seat near the door"
        assert place.name_may_be_seen
        assert told(person) == ["cafes.place-given"]

    def test_gives_a_place_in_the_queue_when_all_are_taken(self):
        session = SessionFactory(capacity=1)
        booking.book(session, PersonFactory(), experience=NEW)
        person = PersonFactory()
        place = booking.book(session, person, experience=NEW)
        assert status_of(place) == Booking.Status.WAITING
        assert told(person) == ["cafes.waiting"]

    def test_refuses_a_session_that_has_begun(self):
        with pytest.raises(booking.BookingClosed):
            booking.book(SessionFactory(begun=True), PersonFactory(), experience=NEW)

    def test_closes_at_the_very_moment_of_the_beginning(self):
        session = SessionFactory()
        just_before = session.starts_at - timedelta(seconds=1)
        booking.book(session, PersonFactory(), experience=NEW, at=just_before)
        with pytest.raises(booking.BookingClosed):
            booking.book(session, PersonFactory(), experience=NEW, at=session.starts_at)

    def test_refuses_a_session_that_was_cancelled(self):
        with pytest.raises(booking.SessionCancelled):
            booking.book(
                SessionFactory(cancelled=True), PersonFactory(), experience=NEW
            )

    def test_looks_at_the_session_as_it_is_now_not_as_it_was_read(self):
        session = SessionFactory()
        type(session).objects.update(status="cancelled")
        with pytest.raises(booking.SessionCancelled):
            booking.book(session, PersonFactory(), experience=NEW)

    def test_books_a_person_once_and_writes_once(self):
        session, person = SessionFactory(), PersonFactory()
        place = booking.book(session, person, experience=NEW)
        with pytest.raises(booking.AlreadyBooked) as caught:
            booking.book(session, person, experience=NEW)
        assert caught.value.booking == place
        assert told(person) == ["cafes.place-given"]

    def test_somebody_who_waits_asks_again_and_keeps_their_turn(self):
        session = SessionFactory(full=True)
        person = PersonFactory()
        place = booking.book(session, person, experience=NEW)
        with pytest.raises(booking.AlreadyBooked):
            booking.book(session, person, experience=NEW)
        assert session.bookings.waiting().first() == place

    def test_a_newcomer_does_not_overtake_somebody_who_waits(self):
        """Were a place ever free with people waiting, it would be theirs."""
        session = SessionFactory(capacity=1)
        first = BookingFactory(session=session, waiting=True)
        newcomer = booking.book(session, PersonFactory(), experience=NEW)
        assert status_of(first) == Booking.Status.CONFIRMED
        assert status_of(newcomer) == Booking.Status.WAITING


class TestGiveBack:
    def test_passes_the_place_on_to_the_first_who_waits(self):
        session = SessionFactory(capacity=1)
        leaving = booking.book(session, PersonFactory(), experience=NEW)
        first = booking.book(session, PersonFactory(), experience=NEW)
        second = booking.book(session, PersonFactory(), experience=NEW)
        booking.give_back(leaving)
        assert status_of(leaving) == Booking.Status.GIVEN_BACK
        assert status_of(first) == Booking.Status.CONFIRMED
        assert status_of(second) == Booking.Status.WAITING
        assert told(leaving.person) == ["cafes.place-given", "cafes.given-back"]
        assert told(first.person) == ["cafes.waiting", "cafes.place-came-free"]
        assert told(second.person) == ["cafes.waiting"]

    def test_a_place_in_the_queue_given_back_moves_the_others_up(self):
        session = SessionFactory(full=True)
        first = booking.book(session, PersonFactory(), experience=NEW)
        second = booking.book(session, PersonFactory(), experience=NEW)
        booking.give_back(first)
        assert list(session.bookings.waiting()) == [second]
        assert told(first.person) == ["cafes.waiting", "cafes.left-queue"]

    def test_who_gives_back_and_books_again_goes_to_the_end(self):
        session = SessionFactory(full=True)
        first = booking.book(session, PersonFactory(), experience=NEW)
        second = booking.book(session, PersonFactory(), experience=NEW)
        booking.give_back(first)
        again = booking.book(session, first.person, experience=NEW)
        assert list(session.bookings.waiting()) == [second, again]

    def test_twice_changes_nothing_more(self):
        session = SessionFactory(capacity=1)
        leaving = booking.book(session, PersonFactory(), experience=NEW)
        first = booking.book(session, PersonFactory(), experience=NEW)
        booking.give_back(leaving)
        booking.give_back(leaving)
        assert status_of(first) == Booking.Status.CONFIRMED
        assert told(leaving.person).count("cafes.given-back") == 1

    def test_skips_who_has_left_meanwhile(self):
        session = SessionFactory(capacity=1)
        leaving = booking.book(session, PersonFactory(), experience=NEW)
        gone = BookingFactory(session=session, waiting=True, person__left=True)
        first = BookingFactory(session=session, waiting=True)
        booking.give_back(leaving)
        assert status_of(gone) == Booking.Status.WAITING
        assert status_of(first) == Booking.Status.CONFIRMED

    def test_is_refused_to_who_is_ticked_at_the_door_already(self):
        place = BookingFactory(attended=True)
        with pytest.raises(booking.AlreadyThere):
            booking.give_back(place)
        assert status_of(place) == Booking.Status.ATTENDED

    def test_is_over_once_the_session_has_begun(self):
        place = BookingFactory(session__begun=True)
        BookingFactory(session=place.session, waiting=True)
        with pytest.raises(booking.BookingClosed):
            booking.give_back(place)
        assert place.session.bookings.waiting().count() == 1

    def test_a_cancelled_session_has_nothing_to_give_back(self):
        place = BookingFactory(session__cancelled=True)
        with pytest.raises(booking.SessionCancelled):
            booking.give_back(place)

    def test_everyone_gets_in_in_the_order_in_which_they_asked(self):
        session = SessionFactory(capacity=2)
        now = timezone.now()
        places = [
            booking.book(
                session,
                PersonFactory(),
                experience=NEW,
                at=now + timedelta(minutes=minute),
            )
            for minute in range(6)
        ]
        got_in = []
        for leaving in places[:4]:
            booking.give_back(leaving)
            inside = session.bookings.filter(status=Booking.Status.CONFIRMED)
            got_in += [p for p in inside if p not in got_in]
        assert got_in == places[1:]


class TestSequence:
    def test_stays_while_people_book(self):
        session = SessionFactory()
        booking.book(session, PersonFactory(), experience=NEW)
        session.refresh_from_db()
        assert session.sequence == 0

    def test_rises_when_a_place_is_given_back(self):
        place = booking.book(SessionFactory(), PersonFactory(), experience=NEW)
        booking.give_back(place)
        place.session.refresh_from_db()
        assert place.session.sequence == 1

    def test_rises_again_for_who_books_again_so_that_the_entry_comes_back(self):
        session, person = SessionFactory(), PersonFactory()
        booking.give_back(booking.book(session, person, experience=NEW))
        booking.book(session, person, experience=NEW)
        session.refresh_from_db()
        assert session.sequence == 2

    def test_stays_when_somebody_leaves_the_queue(self):
        session = SessionFactory(full=True)
        booking.give_back(booking.book(session, PersonFactory(), experience=NEW))
        session.refresh_from_db()
        assert session.sequence == 0

"""Planning, moving and cancelling, and who hears of it."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes import scheduling
from cafes.models import Booking, Session
from pages.models import Message
from tests.cafes.factories import (
    BookingFactory,
    CafePageFactory,
    SessionFactory,
    VenueFactory,
)
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def a_session_with_one_of_each():
    """Somebody with a place, somebody who waits, and one who gave their place back."""
    session = SessionFactory(capacity=1)
    place = BookingFactory(session=session)
    waiting = BookingFactory(session=session, waiting=True)
    BookingFactory(session=session, given_back=True)
    return session, place.person, waiting.person


def who_heard(kind):
    return {message.recipient for message in Message.objects.filter(kind=kind)}


class TestPlan:
    def details(self, **changes):
        start = timezone.now() + timedelta(days=3)
        return {
            "cafe": CafePageFactory(),
            "starts_at": start,
            "ends_at": start + timedelta(hours=1),
            "venue": VenueFactory(),
            "capacity": 12,
            **changes,
        }

    def test_makes_a_session_with_its_hosts(self):
        host = PersonFactory()
        session = scheduling.plan(hosts=[host], **self.details())
        assert list(session.hosts.all()) == [host]
        assert session in Session.objects.upcoming()

    def test_refuses_the_very_same_session_twice(self):
        host = PersonFactory()
        first = scheduling.plan(hosts=[host], **(details := self.details()))
        with pytest.raises(scheduling.AlreadyPlanned) as already:
            scheduling.plan(hosts=[host], **details)
        assert already.value.session == first

    def test_makes_another_at_the_same_time_with_another_host_or_after_a_cancelled_one(
        self,
    ):
        details = self.details()
        first = scheduling.plan(hosts=[PersonFactory()], **details)
        scheduling.plan(hosts=[PersonFactory()], **details)
        scheduling.cancel(first, "The boiler has given up.")
        scheduling.plan(hosts=first.hosts.all(), **details)
        assert Session.objects.upcoming().count() == 2

    def test_refuses_a_day_gone_by(self):
        past = timezone.now() - timedelta(days=1)
        with pytest.raises(scheduling.InThePast):
            scheduling.plan(**self.details(starts_at=past))
        assert not Session.objects.exists()


class TestMove:
    def test_tells_all_with_a_place_or_waiting_what_it_was(self):
        session, place, waiting = a_session_with_one_of_each()
        was = session.starts_at
        later = was + timedelta(days=1)
        moved = scheduling.move(
            session, starts_at=later, ends_at=later + timedelta(hours=1)
        )
        assert moved.starts_at == later
        assert moved.sequence == 1
        assert who_heard("cafes.moved") == {place, waiting}
        message = Message.objects.get(recipient=place)
        assert message.about["was_start"] == was.isoformat()
        assert message.about["was_place"] == session.whereabouts

    @pytest.mark.parametrize("change", ["venue", "room"])
    def test_another_room_is_a_move_too(self, change):
        session, place, _waiting = a_session_with_one_of_each()
        value = VenueFactory() if change == "venue" else "room 7"
        assert scheduling.move(session, **{change: value}).sequence == 1
        assert place in who_heard("cafes.moved")

    def test_what_stands_in_nobodys_calendar_tells_nobody(self):
        session, _place, _waiting = a_session_with_one_of_each()
        host = PersonFactory()
        moved = scheduling.move(session, hosts=[host], format=Session.Format.DROP_IN)
        assert moved.sequence == 0
        assert list(moved.hosts.all()) == [host]
        assert [message.recipient for message in Message.objects.all()] == [host]

    def test_places_added_go_to_those_who_wait(self):
        session, _place, waiting = a_session_with_one_of_each()
        scheduling.move(session, capacity=2)
        booking = session.bookings.get(person=waiting)
        assert booking.status == Booking.Status.CONFIRMED
        assert who_heard("cafes.place-came-free") == {waiting}

    def test_there_cannot_be_fewer_places_than_people_with_one(self):
        session = SessionFactory(capacity=3)
        BookingFactory.create_batch(2, session=session)
        with pytest.raises(scheduling.TooFewPlaces) as caught:
            scheduling.move(session, capacity=1)
        assert caught.value.taken == 2
        assert scheduling.move(session, capacity=2).capacity == 2

    def test_stays_the_same_cafe_once_somebody_has_booked(self):
        session, _place, _waiting = a_session_with_one_of_each()
        with pytest.raises(scheduling.AnotherCafe):
            scheduling.move(session, cafe=CafePageFactory())
        other = CafePageFactory()
        assert scheduling.move(SessionFactory(), cafe=other).cafe == other

    def test_refuses_what_is_settled(self):
        with pytest.raises(scheduling.AlreadyBegun):
            scheduling.move(SessionFactory(begun=True), room="7")
        with pytest.raises(scheduling.AlreadyCancelled):
            scheduling.move(SessionFactory(cancelled=True), room="7")

    def test_a_refused_move_changes_nothing(self):
        session, _place, _waiting = a_session_with_one_of_each()
        was = session.starts_at
        with pytest.raises(scheduling.InThePast):
            scheduling.move(session, starts_at=timezone.now() - timedelta(hours=1))
        session.refresh_from_db()
        assert (session.starts_at, session.sequence) == (was, 0)
        assert not Message.objects.exists()


class TestCancel:
    def test_tells_all_with_a_place_or_waiting(self):
        session, place, waiting = a_session_with_one_of_each()
        cancelled = scheduling.cancel(session, "The heating has failed")
        assert cancelled.is_cancelled
        assert cancelled.sequence == 1
        assert cancelled.cancelled_because == "The heating has failed"
        assert who_heard("cafes.cancelled") == {place, waiting}

    def test_happens_once(self):
        session, place, _waiting = a_session_with_one_of_each()
        scheduling.cancel(session, "Snow")
        with pytest.raises(scheduling.AlreadyCancelled):
            scheduling.cancel(session, "Snow")
        assert Message.objects.filter(recipient=place).count() == 1

    def test_is_too_late_once_it_has_begun(self):
        with pytest.raises(scheduling.AlreadyBegun):
            scheduling.cancel(SessionFactory(begun=True), "Snow")


def test_where_somebody_booked_it_is_not_cancelled_without_a_word(site_skeleton):
    session = SessionFactory()
    BookingFactory(session=session)
    with pytest.raises(scheduling.NoReason):
        scheduling.cancel(session, "")
    session.refresh_from_db()
    assert not session.is_cancelled


def test_where_nobody_booked_no_reason_is_needed(site_skeleton):
    assert scheduling.cancel(SessionFactory(), "").is_cancelled

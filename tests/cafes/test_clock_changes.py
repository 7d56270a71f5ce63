"""The clock goes back, or forward, around a session and during it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cafes import register
from cafes.models import Booking
from pages import words
from tests.cafes.factories import BookingFactory, SessionFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
BACK, FORWARD = (2026, 10, 25), (2027, 3, 28)


def at(day, hour, minute=0, fold=0):
    """That time of that day in London; `fold` is the second time round."""
    return datetime(*day, hour, minute, fold=fold, tzinfo=LONDON).astimezone(UTC)


def night_table(starts, ends):
    return SessionFactory(starts_at=starts, ends_at=ends)


def shown(session):
    return words.day(session.starts_at), words.span(session.starts_at, session.ends_at)


class TestBack:
    """At two in the morning it is one again: the hour after one comes twice."""

    @pytest.fixture
    def session(self):
        """For the night staff; by the clock an hour and a half, in truth longer."""
        return night_table(at(BACK, 0, 45), at(BACK, 2, 15))

    def test_it_is_shown_by_the_clock_on_the_wall(self, session):
        assert shown(session) == ("Sunday 25 October", "12.45am to 2.15am")

    def test_the_second_time_round_it_goes_on_still(self, session):
        assert session.ends_at - session.starts_at == timedelta(minutes=150)
        for moment in (at(BACK, 1, 30), at(BACK, 1, 30, fold=1)):
            assert session.has_begun(moment)
            assert not session.is_over(moment)
        assert session.is_over(at(BACK, 2, 15))

    def test_one_that_begins_after_it_has_not_begun_the_first_time_round(self):
        session = night_table(at(BACK, 2), at(BACK, 3))
        assert not session.has_begun(at(BACK, 1, 59))
        assert not session.has_begun(at(BACK, 1, 59, fold=1))
        assert session.has_begun(at(BACK, 2))

    def test_its_register_opens_half_an_hour_before_and_not_twice(self):
        session = night_table(at(BACK, 2), at(BACK, 3))
        assert not register.is_open(session, at(BACK, 1, 45))
        assert not register.is_open(session, at(BACK, 1, 15, fold=1))
        assert register.is_open(session, at(BACK, 1, 30, fold=1))
        assert words.clock(register.opens_at(session)) == "1.30am"

    def test_ticks_of_both_hours_are_kept(self, session):
        first, second = BookingFactory.create_batch(2, session=session)
        register.tick(session, first.pk, here=True, at=at(BACK, 1, 30))
        register.tick(session, second.pk, here=True, at=at(BACK, 1, 10, fold=1))
        register.tick(session, second.pk, here=False, at=at(BACK, 1, 20, fold=1))
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.status == Booking.Status.ATTENDED
        assert second.status == Booking.Status.CONFIRMED  # it is not over

    def test_the_register_closes_at_midnight_of_the_day_after(self):
        session = night_table(at((2026, 10, 24), 14), at((2026, 10, 24), 15))
        assert register.is_open(session, at(BACK, 23, 59))
        assert not register.is_open(session, at((2026, 10, 26), 0))


class TestForward:
    """At one in the morning it is two."""

    def test_it_is_shown_by_the_clock_on_the_wall(self):
        session = night_table(at(FORWARD, 0, 45), at(FORWARD, 2, 15))
        assert shown(session)[1] == "12.45am to 2.15am"
        assert session.ends_at - session.starts_at == timedelta(minutes=30)

    def test_its_register_opens_half_an_hour_before(self):
        session = night_table(at(FORWARD, 2), at(FORWARD, 3))
        assert register.is_open(session, at(FORWARD, 0, 30))
        assert not register.is_open(session, at(FORWARD, 0, 29))

    def test_the_day_of_twenty_three_hours_ends_at_its_own_midnight(self):
        session = night_table(at((2027, 3, 27), 14), at((2027, 3, 27), 15))
        assert register.is_open(session, at(FORWARD, 23, 59))
        assert not register.is_open(session, at((2027, 3, 29), 0))

    def test_afternoons_on_both_sides_are_shown_alike(self):
        for day in ((2027, 3, 27), FORWARD):
            session = night_table(at(day, 14), at(day, 15, 30))
            assert shown(session)[1] == "2pm to 3.30pm"

"""The register: open in its time, and no tick undoes another."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cafes import register
from cafes.models import Booking
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 26, 14, tzinfo=LONDON)
DURING = START + timedelta(minutes=10)
AFTERWARDS = START + timedelta(hours=3)
Status = Booking.Status


@pytest.fixture
def session(db):
    return SessionFactory(starts_at=START)


def status_of(place):
    place.refresh_from_db()
    return place.status


class TestIsOpen:
    @pytest.mark.parametrize(
        ("moment", "is_open"),
        [
            (START - timedelta(minutes=31), False),
            (START - timedelta(minutes=30), True),
            (datetime(2026, 11, 27, 23, 59, tzinfo=LONDON), True),
            (datetime(2026, 11, 28, 0, 0, tzinfo=LONDON), False),
        ],
    )
    def test_from_half_an_hour_before_until_midnight_of_the_next_day(
        self, session, moment, is_open
    ):
        assert register.is_open(session, moment) is is_open

    def test_midnight_is_that_of_the_place_also_in_summer(self):
        start = datetime(2026, 6, 11, 14, tzinfo=LONDON)
        summer = SessionFactory(starts_at=start)
        assert register.is_open(summer, datetime(2026, 6, 12, 23, 30, tzinfo=LONDON))
        assert not register.is_open(summer, datetime(2026, 6, 13, 0, 30, tzinfo=LONDON))

    def test_never_for_a_cancelled_session(self):
        session = SessionFactory(starts_at=START, cancelled=True)
        assert not register.is_open(session, DURING)


class TestTick:
    def test_says_that_somebody_is_here_and_takes_it_back(self, session):
        place = BookingFactory(session=session)
        register.tick(session, place.pk, here=True, at=DURING)
        assert status_of(place) == Status.ATTENDED
        register.tick(session, place.pk, here=False, at=DURING)
        assert status_of(place) == Status.CONFIRMED

    def test_taken_back_after_the_end_somebody_was_absent(self, session):
        place = BookingFactory(session=session, attended=True)
        register.tick(session, place.pk, here=False, at=AFTERWARDS)
        assert status_of(place) == Status.ABSENT

    def test_refuses_who_has_no_place_here(self, session):
        elsewhere = BookingFactory()
        waiting = BookingFactory(session=session, waiting=True)
        for place in (elsewhere, waiting):
            with pytest.raises(Booking.DoesNotExist):
                register.tick(session, place.pk, here=True, at=DURING)

    def test_is_refused_when_the_register_is_closed(self, session):
        place = BookingFactory(session=session)
        with pytest.raises(register.RegisterClosed):
            register.tick(session, place.pk, here=True, at=START - timedelta(hours=1))


class TestSave:
    def test_two_who_tick_at_once_do_not_undo_each_other(self, session):
        first, second = BookingFactory.create_batch(2, session=session)
        # Both opened the page while nobody was here.
        register.save(session, shown_here=set(), ticked={first.pk}, at=DURING)
        register.save(session, shown_here=set(), ticked={second.pk}, at=DURING)
        assert status_of(first) == status_of(second) == Status.ATTENDED

    def test_a_tick_taken_back_is_taken_back(self, session):
        place = BookingFactory(session=session, attended=True)
        register.save(session, shown_here={place.pk}, ticked=set(), at=DURING)
        assert status_of(place) == Status.CONFIRMED

    def test_after_the_end_whoever_is_still_expected_was_absent(self, session):
        here = BookingFactory(session=session, attended=True)
        missed = BookingFactory(session=session)
        register.save(session, shown_here={here.pk}, ticked={here.pk}, at=AFTERWARDS)
        assert status_of(here) == Status.ATTENDED
        assert status_of(missed) == Status.ABSENT

    def test_during_the_session_nobody_is_absent_yet(self, session):
        late = BookingFactory(session=session)
        register.save(session, shown_here=set(), ticked=set(), at=DURING)
        assert status_of(late) == Status.CONFIRMED


class TestAdd:
    def test_writes_down_who_just_turned_up_even_with_no_chair_left(self):
        session = SessionFactory(starts_at=START, full=True)
        place = register.add(session, PersonFactory(), at=DURING)
        assert status_of(place) == Status.ATTENDED

    def test_ticks_the_place_or_the_turn_that_they_have(self, session):
        place = BookingFactory(session=session, waiting=True)
        assert register.add(session, place.person, at=DURING) == place
        assert status_of(place) == Status.ATTENDED

    def test_welcomes_back_who_gave_their_place_back(self, session):
        given_back = BookingFactory(session=session, given_back=True)
        place = register.add(session, given_back.person, at=DURING)
        assert place != given_back
        assert status_of(place) == Status.ATTENDED

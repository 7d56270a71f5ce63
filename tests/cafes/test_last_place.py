"""Thirty people ask for the last places in the same moment.

The places must be given exactly as often as there are any. The last test takes the
lock out, and must see it fail: else the first would prove nothing.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from django.db import connection, connections

import pytest

from cafes import booking
from cafes.models import Booking, Session
from tests.cafes.factories import SessionFactory
from tests.people.factories import PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db(transaction=True)

ASKING = 30
FREE = 3
# SQLite lets one transaction write after the other, so a few will do to see it.
ASKING_ON_SQLITE = 8

needs_row_locks = pytest.mark.skipif(
    not connection.features.has_select_for_update,
    reason="This database lets one transaction write after the other",
)


def people(number):
    service = ServiceFactory()
    return PersonFactory.create_batch(number, service=service)


def all_at_once(act, arguments):
    """Call `act` with each argument in a thread of its own, all in one moment."""
    gate = Barrier(len(arguments))

    def run(argument):
        try:
            gate.wait(timeout=30)
            return act(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(arguments)) as threads:
        return list(threads.map(run, arguments))


def ask(session, askers):
    """All ask for a place in the session at once; gives how many got one."""

    def act(person):
        return booking.book(session, person, experience=Booking.Experience.NEW)

    all_at_once(act, askers)
    return session.bookings.holding_a_place().count()


@pytest.fixture
def meeting_between_looking_and_writing(monkeypatch):
    """A function that makes all who have seen a free place wait for one another."""

    def arrange(number, patience):
        barrier = Barrier(number)
        look = booking.places_free

        def look_and_wait(session):
            free = look(session)
            # Behind a lock nobody else can come this far.
            with suppress(BrokenBarrierError):
                barrier.wait(timeout=patience)
            return free

        monkeypatch.setattr(booking, "places_free", look_and_wait)

    return arrange


@needs_row_locks
@pytest.mark.parametrize("free", [1, FREE])
def test_the_last_places_are_given_once_each(free):
    session = SessionFactory(capacity=free)
    assert ask(session, people(ASKING)) == free
    assert session.bookings.waiting().count() == ASKING - free


@needs_row_locks
def test_the_lock_holds_even_between_looking_and_writing(
    meeting_between_looking_and_writing,
):
    session = SessionFactory(capacity=FREE)
    askers = people(ASKING)
    meeting_between_looking_and_writing(ASKING, patience=1)
    assert ask(session, askers) == FREE


@needs_row_locks
def test_without_the_lock_the_same_oversells(
    meeting_between_looking_and_writing, monkeypatch
):
    session = SessionFactory(capacity=FREE)
    askers = people(ASKING)
    monkeypatch.setattr(booking, "lock", lambda it: Session.objects.get(pk=it.pk))
    meeting_between_looking_and_writing(ASKING, patience=20)
    assert ask(session, askers) > FREE


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="The tests above say more elsewhere"
)
def test_the_last_places_are_given_once_each_on_sqlite():
    session = SessionFactory(capacity=FREE)
    assert ask(session, people(ASKING_ON_SQLITE)) == FREE
    assert session.bookings.waiting().count() == ASKING_ON_SQLITE - FREE


def test_one_person_who_asks_twice_at_once_has_one_place():
    session = SessionFactory()
    person = PersonFactory()

    def act(_number):
        try:
            return booking.book(session, person, experience=Booking.Experience.NEW)
        except booking.AlreadyBooked as already:
            return already.booking

    first, second = all_at_once(act, [1, 2])
    assert first == second
    assert session.bookings.count() == 1


def test_places_given_back_at_once_go_to_as_many_who_wait():
    session = SessionFactory(capacity=FREE)
    for person in people(2 * FREE):
        booking.book(session, person, experience=Booking.Experience.NEW)
    leaving = list(session.bookings.holding_a_place())
    waiting = list(session.bookings.waiting())
    all_at_once(booking.give_back, leaving)
    assert set(session.bookings.holding_a_place()) == set(waiting)
    assert not session.bookings.waiting().exists()

"""The register of a session: who came.

The session's row is locked while it is written, and only what somebody changed is
changed: two people who tick at once do not undo each other.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cafes import booking
from cafes.models import Booking

OPENS_BEFORE = timedelta(minutes=30)

Status = Booking.Status


class RegisterClosed(Exception):
    """It is too early or too late, or the session was cancelled."""


def opens_at(session):
    """The moment from which the register can be taken."""
    return session.starts_at - OPENS_BEFORE


def last_day(session):
    """The day at whose midnight the register closes: the one after the session."""
    return timezone.localdate(session.starts_at) + timedelta(days=1)


def is_open(session, at=None):
    """Whether the register can be taken now."""
    now = at or timezone.now()
    return (
        not session.is_cancelled
        and opens_at(session) <= now
        and timezone.localdate(now) <= last_day(session)
    )


@transaction.atomic
def tick(session, booking_id, *, here, at=None):
    """Say that one person is here, or not. Gives the booking.

    Somebody who is not is absent once the session is over, and expected until then.
    Raises RegisterClosed, or Booking.DoesNotExist for someone without a place.
    """
    session, at = _open(session, at)
    place = session.bookings.holding_a_place().get(pk=booking_id)
    _write(place, here, session, at)
    return place


@transaction.atomic
def save(session, *, shown_here, ticked, at=None):
    """Take over a register as a form: ids shown as here, and ids ticked now.

    Only what differs between the two was changed by who sends it, so only that is
    written. Once the session is over whoever is still expected is absent. Raises
    RegisterClosed.
    """
    session, at = _open(session, at)
    changed = shown_here ^ ticked
    for place in session.bookings.holding_a_place().filter(pk__in=changed):
        _write(place, place.pk in ticked, session, at)
    if session.is_over(at):
        expected = session.bookings.filter(status=Status.CONFIRMED)
        expected.update(status=Status.ABSENT, changed_at=at)


@transaction.atomic
def add(session, person, at=None):
    """Write down someone who just turned up; a place of theirs is ticked. Gives the
    booking. There may be more people than places now. Raises RegisterClosed."""
    session, at = _open(session, at)
    place = session.bookings.live().filter(person=person).first()
    if place is None:
        place = Booking(session=session, person=person, booked_at=at)
    place.status = Status.ATTENDED
    place.changed_at = at
    place.save()
    return place


def _open(session, at):
    session = booking.lock(session)
    at = at or timezone.now()
    if not is_open(session, at):
        raise RegisterClosed
    return session, at


def _write(place, here, session, at):
    expected = Status.ABSENT if session.is_over(at) else Status.CONFIRMED
    place.status = Status.ATTENDED if here else expected
    place.changed_at = at
    place.save(update_fields=["status", "changed_at"])

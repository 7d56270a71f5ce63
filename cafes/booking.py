"""Taking a place in a session, waiting for one, giving it back and passing it on.

Every change locks the session's row first. Whoever books joins the queue, and free
places go to its head in the same transaction: so the last place is given once, and
nobody loses their turn.
"""

from django.db import transaction
from django.utils import timezone

from cafes import needs
from cafes.models import Booking, Session
from cafes.permissions import organisers
from pages import outbox
from people.models import User


class BookingClosed(Exception):
    """The session has begun."""


class SessionMoved(Exception):
    """The session is at another time or place than the page showed."""


class SessionCancelled(Exception):
    """The session does not take place."""


class AlreadyThere(Exception):
    """The register says whether the person was there, so the place stays theirs."""


class GivenBack(Exception):
    """The person has given the place back, or left the queue."""


class AlreadyBooked(Exception):
    """The person has a place, or a place in the queue. Carries that `booking`."""

    def __init__(self, booking):
        super().__init__()
        self.booking = booking


@transaction.atomic
def book(
    session,
    person,
    *,
    experience,
    hopes="",
    phone="",
    access_needs="",
    name_may_be_seen=False,
    sequence=None,
    booked_by=None,
    at=None,
):
    """Give the person a place, or a place in the queue when all are taken.

    `sequence` is that of the session as it was shown, if that is known; `booked_by` is
    who books for them, if they do not book themselves. Gives the booking. Raises
    SessionCancelled, BookingClosed, AlreadyBooked or SessionMoved.
    """
    session = lock(session)
    at = at or timezone.now()
    _refuse_if_closed(session, at)
    already = session.bookings.live().filter(person=person).first()
    if already:
        raise AlreadyBooked(already)
    if sequence not in (None, session.sequence):
        raise SessionMoved
    booking = session.bookings.create(
        person=person,
        booked_by=booked_by if booked_by != person else None,
        status=Booking.Status.WAITING,
        booked_at=at,
        changed_at=at,
        experience=experience,
        hopes=hopes,
        phone=phone,
        access_needs=access_needs,
        name_may_be_seen=name_may_be_seen,
    )
    if booking in pass_places_on(session, at, newcomer=booking):
        booking.refresh_from_db()
    else:
        outbox.post("cafes.waiting", person, key=booking.pk, booking=booking.pk)
    return booking


@transaction.atomic
def amend(booking, at=None, **said):
    """Let a person say otherwise what they said when they booked, until it begins.

    `said` are fields as `book` takes them. Their turn and place stay as they are.
    Raises SessionCancelled, BookingClosed, or GivenBack. Gives the booking.
    """
    session = lock(booking.session)
    at = at or timezone.now()
    _refuse_if_closed(session, at)
    booking = session.bookings.get(pk=booking.pk)
    if booking.status == Booking.Status.GIVEN_BACK:
        raise GivenBack
    if booking.access_needs != said.get("access_needs", booking.access_needs):
        # Whether there was time to arrange it is reckoned from here.
        said["changed_at"] = at
    for field, value in said.items():
        setattr(booking, field, value)
    booking.save(update_fields=list(said))
    if booking.has_place:
        _ask_for_what_takes_time(session, booking)
    return booking


@transaction.atomic
def give_back(booking, at=None, *, by=None, is_told=True):
    """Take back a place, or a place in the queue, and pass it on at once.

    `by` is who gives it back for the person, if they do not do so themselves. They are
    told of it, unless `is_told` is false. A booking given back already stays as it is.
    Raises SessionCancelled, BookingClosed or AlreadyThere. Gives the booking.
    """
    session = lock(booking.session)
    at = at or timezone.now()
    booking = session.bookings.select_related("person").get(pk=booking.pk)
    if booking.status == Booking.Status.GIVEN_BACK:
        return booking
    _refuse_if_closed(session, at)
    if booking.is_in_the_register:
        raise AlreadyThere
    had_place = booking.status != Booking.Status.WAITING
    _settle(booking, Booking.Status.GIVEN_BACK, at)
    if had_place:
        session.revise_entry()
    if is_told:
        kind = "cafes.given-back" if had_place else "cafes.left-queue"
        by_id = by.pk if by and by != booking.person else None
        outbox.post(kind, booking.person, key=booking.pk, booking=booking.pk, by=by_id)
    pass_places_on(session, at)
    return booking


def lock(session):
    """The session as it is now, held until the transaction ends.

    Rows that only point at it may be written meanwhile. SQLite has no row locks:
    there a transaction that may write waits for its turn from its beginning.
    """
    return Session.objects.select_for_update(no_key=True).get(pk=session.pk)


def pass_places_on(session, at, newcomer=None):
    """Give each free place of a locked session to the first in its queue who is here.

    Tells each of them; the newcomer has not waited. Gives the bookings that now
    have a place.
    """
    queue = session.bookings.waiting().select_related("person")
    queue = queue.filter(person__in=User.objects.here(timezone.localdate(at)))
    chosen = list(queue[: places_free(session)])
    for booking in chosen:
        _give_place(session, booking, at)
        kind = "place-given" if booking == newcomer else "place-came-free"
        outbox.post(f"cafes.{kind}", booking.person, key=booking.pk, booking=booking.pk)
    return chosen


def places_free(session):
    """How many places nobody has; none when more came than there is room for."""
    return max(session.capacity - session.bookings.holding_a_place().count(), 0)


def _give_place(session, booking, at):
    """Turn a place in the queue into a place in the room."""
    _settle(booking, Booking.Status.CONFIRMED, at)
    _ask_for_what_takes_time(session, booking)
    given_back = Booking.Status.GIVEN_BACK
    if session.bookings.filter(person=booking.person, status=given_back).exists():
        # What removed their entry must not outrank what brings it back.
        session.revise_entry()


def _ask_for_what_takes_time(session, booking):
    """Write to the hosts, or to the organisers where there is none, once for a booking
    with which an interpreter is asked for."""
    if not needs.asks_for_an_interpreter(booking.access_needs):
        return
    for person in session.hosts.all() or organisers():
        key = f"{booking.pk}-{person.pk}"
        outbox.post("cafes.interpreter", person, key=key, booking=booking.pk)


def _settle(booking, status, at):
    booking.status = status
    booking.changed_at = at
    booking.save(update_fields=["status", "changed_at"])


def _refuse_if_closed(session, at):
    if session.is_cancelled:
        raise SessionCancelled
    if session.has_begun(at):
        raise BookingClosed

"""What becomes of places and sessions when two records of a person are merged
(people/merge_rules.py)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cafes import booking
from cafes.models import Booking
from pages import words
from people.merge_ledger import check
from people.merge_rules import GOES, apart, moves, rows_of, settled

Status = Booking.Status
# The further down, the more it says.
WORTH = (Status.WAITING, Status.CONFIRMED, Status.ABSENT, Status.ATTENDED)


def one_place(ledger, kept, closed):
    """In a session in which both have a place, one is kept: that of somebody who was
    there, before one who has a place, before one who waits. The other is given back,
    and whoever waits has it."""
    for row in rows_of("cafes.Booking", "person", closed):
        own = Booking.objects.live().filter(person=kept, session=row.session_id).first()
        if own and not row.is_given_back:
            _settle(ledger, own, row)
        ledger.move(row, "person", kept)


def _settle(ledger, own, row):
    session = booking.lock(row.session)
    better, other = sorted((own, row), key=_worth, reverse=True)
    now = timezone.now()
    is_free_now = other.status == Status.CONFIRMED and not (
        session.is_cancelled or session.has_begun(now)
    )
    if is_free_now:
        ledger.check("cafes.room", other)
    ledger.change(other, status=Status.GIVEN_BACK, changed_at=now)
    ledger.hold(better, "status")
    ledger.said.append(
        _("Both were in for “%(cafe)s” %(day)s: one place is kept.")
        % {"cafe": session.cafe.title, "day": words.lately(session.starts_at)}
    )
    # Whoever has it then keeps it: there is no undoing while the room is full.
    if is_free_now and booking.pass_places_on(session, now):
        ledger.said.append(_("The other place goes to whoever waits."))


def _worth(one):
    """What is greater the more a booking says; of two alike, the one that was first."""
    return (WORTH.index(one.status), -one.booked_at.timestamp())


@check("cafes.room")
def has_room(place):
    """Whether no more people have a place in its session than there is room for."""
    session = booking.lock(place.session)
    return session.bookings.holding_a_place().count() <= session.capacity


settled("cafes.Booking", "person", one_place)
moves("cafes.Booking", "booked_by")
moves("cafes.Session_hosts", "user", twice=GOES)
apart("cafes.Booking", "person", "booked_by")
apart("cafes.Session", "bookings__person", "hosts")

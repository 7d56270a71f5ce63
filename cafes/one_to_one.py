"""A 1-2-1: a session of one colleague with another, seen by these two alone.

It is planned, moved and called off as every session is, so both have its entry in
their calendars. Whoever hosts it need not organise cafés; either of the two may move
it or call it off. Both people are locked first, so that neither is in two places.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cafes import booking, scheduling
from cafes.models import Booking, CafeIndexPage, CafePage, Session
from cafes.signals import one_to_one_called_off
from pages import outbox
from people.models import User


class NotFree(Exception):
    """One of the two has something else then. Carries that `person`."""

    def __init__(self, person):
        super().__init__()
        self.person = person


@transaction.atomic
def plan(host, guest, *, starts_at, minutes, place, at=None):
    """Make the session and give the guest its one place. `place` is where they meet,
    in words, or the link.

    Gives the session. Raises InThePast or NotFree.
    """
    ends_at = starts_at + timedelta(minutes=minutes)
    _lock_people(host, guest)
    _refuse_if_busy(starts_at, ends_at, host, guest)
    session = scheduling.plan(
        hosts=[host],
        at=at,
        cafe=_page(),
        format=Session.Format.ONE_TO_ONE,
        is_private=True,
        capacity=1,
        starts_at=starts_at,
        ends_at=ends_at,
        **_where(place),
    )
    booking.book(session, guest, experience="", at=at)
    return session


@transaction.atomic
def move(session, *, starts_at, place, at=None):
    """Move it to another time or place, for as long as it was; both are written to.

    Gives the session. Raises NotFree, and what `scheduling.move` raises.
    """
    ends_at = starts_at + (session.ends_at - session.starts_at)
    both = people_of(session)
    _lock_people(*both)
    _refuse_if_busy(starts_at, ends_at, *both, but=session)
    return scheduling.move(
        session, at=at, starts_at=starts_at, ends_at=ends_at, **_where(place)
    )


@transaction.atomic
def pass_on(session, host, at=None):
    """Let a colleague meet the guest in the place of the host, at the same time; all
    three are written to.

    Gives the session. Raises NotFree, and what `scheduling.move` raises.
    """
    _lock_people(host, *guests_of(session))
    _refuse_if_busy(session.starts_at, session.ends_at, host, but=session)
    session = scheduling.move(session, hosts=[host], at=at)
    for place in session.bookings.holding_a_place().select_related("person"):
        outbox.post(
            "cafes.another-host",
            place.person,
            key=f"{place.pk}:{session.sequence}",
            booking=place.pk,
        )
    return session


@transaction.atomic
def call_off(session, by, because="", at=None):
    """Cancel it, by one of the two; both are written to.

    The apps above hear of it by the signal one_to_one_called_off. Gives the session.
    Raises AlreadyCancelled or AlreadyBegun.
    """
    reason = because or _("%(name)s can’t make it.") % {"name": by.called}
    session = scheduling.cancel(session, reason, at=at)
    transaction.on_commit(
        lambda: one_to_one_called_off.send(sender=Session, session=session, by=by)
    )
    return session


def people_of(session):
    """The two whose session it is: its host, and whoever has the place."""
    return [*session.hosts.all(), *guests_of(session)]


def guests_of(session):
    """Whoever has the place: one, or nobody any more."""
    places = session.bookings.holding_a_place().select_related("person")
    return [place.person for place in places]


def place_of(session):
    """Where they meet, as it was written: the words, or the link."""
    return session.link or session.room


def _where(place):
    is_link = place.startswith(("http://", "https://"))
    return {"link": place if is_link else "", "room": "" if is_link else place}


def _lock_people(*people):
    """Hold both until the transaction ends, in one order: so none waits for ever."""
    ids = sorted(person.pk for person in people)
    list(User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))


def _refuse_if_busy(starts_at, ends_at, *people, but=None):
    """Raise NotFree if one of them hosts, or has a place in, another session then."""
    then = Session.objects.planned().filter(
        starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    then = then.exclude(pk=but.pk if but else None)
    for person in people:
        has_place = Booking.objects.holding_a_place().filter(person=person)
        theirs = Q(hosts=person) | Q(pk__in=has_place.values("session"))
        if then.filter(theirs).exists():
            raise NotFree(person)


def _page():
    """The page of all 1-2-1s, which is not published: made when the first is planned,
    since nobody writes or reads it."""
    shelf = CafeIndexPage.objects.select_for_update(of=("self",)).get()
    page = CafePage.objects.filter(slug=CafePage.FOR_ONE_TO_ONES).first()
    return page or shelf.add_child(
        instance=CafePage(
            title=_("1-2-1 with a colleague"),
            slug=CafePage.FOR_ONE_TO_ONES,
            summary=_("You two, at one screen."),
            live=False,
        )
    )


def is_to_be_changed(session, at=None):
    """Whether it can still be moved or called off."""
    return not (session.is_cancelled or session.has_begun(at or timezone.now()))

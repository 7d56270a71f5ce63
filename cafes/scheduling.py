"""Planning a session, moving it and cancelling it.

A session's row is locked before it changes, and whoever has a place, waits for one or
hosts it is told in the same transaction. A change that concerns nobody's calendar tells
nobody.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from cafes import booking
from cafes.models import CafePage, Session
from pages import outbox

# What stands in a calendar entry.
IN_THE_CALENDAR = ("starts_at", "ends_at", "venue_id", "room", "link")


class InThePast(Exception):
    """The session would begin before now."""


class AlreadyPlanned(Exception):
    """The very same session is on the list. Carries that `session`."""

    def __init__(self, session):
        super().__init__()
        self.session = session


class SomeAlreadyPlanned(Exception):
    """Of several sessions some, not all, are on the list. Carries those `sessions`."""

    def __init__(self, sessions):
        super().__init__()
        self.sessions = sessions


class AlreadyBegun(Exception):
    """The session has begun, and can be neither moved nor cancelled."""


class NoReason(Exception):
    """People booked it, so they are told why it does not take place."""


class AlreadyCancelled(Exception):
    """The session has been cancelled before."""


class AnotherCafe(Exception):
    """People have booked this café, so the session can't become another."""


class TooFewPlaces(Exception):
    """More people have a place than there would be. Carries how many: `taken`."""

    def __init__(self, taken):
        super().__init__()
        self.taken = taken


@dataclass
class Heard:
    """Who was written to of a change, each once as what they are.

    `everyone` with a place or waiting, `stayed` as hosts of what moved, who came to
    host it or hosts it no more, and those who `moved_up` from the queue.
    """

    has_changed: bool
    everyone: bool = False
    stayed: list = field(default_factory=list)
    hosts_now: list = field(default_factory=list)
    hosts_no_more: list = field(default_factory=list)
    moved_up: list = field(default_factory=list)


@transaction.atomic
def plan(*, hosts=(), at=None, **details):
    """Make a session. `details` are fields of Session: café, times, place, capacity.

    Gives the session. Raises InThePast, or AlreadyPlanned for one of the same café at
    the same time and place with the same hosts, as a second press would make.
    """
    session = Session(**details)
    if session.has_begun(at):
        raise InThePast
    # Whoever plans for the same café at this moment waits until this one stands.
    CafePage.objects.select_for_update(of=("self",)).get(pk=session.cafe_id)
    same = _the_same(session, hosts)
    if same:
        raise AlreadyPlanned(same)
    session.save()
    session.hosts.set(hosts)
    _tell_hosts(session, "cafes.hosting", session.hosts.all())
    return session


@transaction.atomic
def plan_all(each, at=None):
    """Make several sessions of one café, or none: `each` is what `plan` takes.

    Gives them. Raises InThePast; AlreadyPlanned with the first, if all of them are on
    the list; SomeAlreadyPlanned if some are.
    """
    sessions, already = [], []
    for details in each:
        try:
            sessions.append(plan(**details, at=at))
        except AlreadyPlanned as found:
            already.append(found.session)
    if already and not sessions:
        raise AlreadyPlanned(already[0])
    if already:
        raise SomeAlreadyPlanned(already)
    return sessions


@transaction.atomic
def move(session, *, hosts=None, at=None, **changes):
    """Change a session; `changes` are fields of Session with their new values.

    Tells everyone who has a place or waits, if it is at another time or place. Places
    added go to the queue. Gives the session, with who was written to as its `heard`.
    Raises AlreadyCancelled, AlreadyBegun, InThePast, AnotherCafe or TooFewPlaces.
    """
    session = booking.lock(session)
    at = at or timezone.now()
    _refuse_if_settled(session, at)
    was = Session(**_calendar_facts(session))
    was_place, was_cafe = str(session.whereabouts), session.cafe_id
    heard = Heard(has_changed=_change_fields(session, changes))
    _refuse_what_cannot_be(session, at)
    if session.cafe_id != was_cafe and is_booked(session):
        raise AnotherCafe
    session.save()
    stayed = set(session.hosts.all())
    if hosts is not None:
        stayed = _change_hosts(session, hosts, heard)
    if is_elsewhere(was, session):
        _tell_of_the_move(session, was, was_place, stayed)
        heard.everyone, heard.stayed = is_booked(session), _by_name(stayed)
    passed_on = booking.pass_places_on(session, at)
    heard.moved_up = [place.person for place in passed_on]
    session.heard = heard
    return session


@transaction.atomic
def cancel(session, because, *, at=None):
    """Cancel a session and tell everyone who has a place or waits why.

    Gives the session. Raises AlreadyCancelled or AlreadyBegun, and NoReason where
    somebody booked and nothing is said to them.
    """
    session = booking.lock(session)
    _refuse_if_settled(session, at or timezone.now())
    if is_booked(session) and not because:
        raise NoReason
    session.status = Session.Status.CANCELLED
    session.cancelled_because = because
    session.save(update_fields=["status", "cancelled_because"])
    session.revise_entry()
    _tell_all(session, "cafes.cancelled")
    _tell_hosts(session, "cafes.hosting-cancelled", session.hosts.all())
    return session


def is_elsewhere(before, after):
    """Whether a session is at another time or place than before: whether the change
    concerns anybody's calendar."""
    return _calendar_facts(before) != _calendar_facts(after)


def is_booked(session):
    """Whether anybody has a place or waits: from then on it stays the same café."""
    return session.bookings.live().exists()


def _the_same(session, hosts):
    """The planned session that this one would repeat, if there is one."""
    of_the_cafe = Session.objects.planned().filter(cafe=session.cafe_id)
    alike = of_the_cafe.filter(**_calendar_facts(session)).prefetch_related("hosts")
    return next((s for s in alike if set(s.hosts.all()) == set(hosts)), None)


def _refuse_if_settled(session, at):
    if session.is_cancelled:
        raise AlreadyCancelled
    if session.has_begun(at):
        raise AlreadyBegun


def _refuse_what_cannot_be(session, at):
    if session.has_begun(at):
        raise InThePast
    taken = session.bookings.holding_a_place().count()
    if session.capacity < taken:
        raise TooFewPlaces(taken)


def _calendar_facts(session):
    return {field: getattr(session, field) for field in IN_THE_CALENDAR}


def _tell_all(session, kind, **about):
    """Write to each person with a place or in the queue, once for this sequence."""
    for place in session.bookings.live().select_related("person"):
        outbox.post(
            kind,
            place.person,
            key=f"{place.pk}:{session.sequence}",
            booking=place.pk,
            **about,
        )


def _change_fields(session, changes):
    """Give the session these values; whether any is another than before."""
    was = {name: getattr(session, name) for name in changes}
    for name, value in changes.items():
        setattr(session, name, value)
    return was != changes


def _tell_of_the_move(session, was, was_place, hosts):
    session.revise_entry()
    before = {
        "was_start": was.starts_at.isoformat(),
        "was_end": was.ends_at.isoformat(),
        "was_place": was_place,
    }
    has_new_link = session.link != was.link
    _tell_all(session, "cafes.moved", **before, has_new_link=has_new_link)
    _tell_hosts(session, "cafes.hosting-moved", hosts, **before)


def _change_hosts(session, hosts, heard):
    """Set the hosts; those who are new and those who are none any more are told, and
    stand in `heard`. Gives the set of those who stay."""
    before, now = set(session.hosts.all()), set(hosts)
    came, went = now - before, before - now
    session.hosts.set(now)
    if went or (came and session.sequence):
        # What removes an entry must outrank what put it there, and the other way round.
        session.revise_entry()
    _tell_hosts(session, "cafes.hosting", came)
    _tell_hosts(session, "cafes.hosting-ended", went)
    heard.hosts_now, heard.hosts_no_more = _by_name(came), _by_name(went)
    heard.has_changed |= before != now
    return before & now


def _by_name(people):
    return sorted(people, key=lambda person: (person.name, person.pk))


def _tell_hosts(session, kind, hosts, **about):
    """Write to each of these hosts, once for this sequence."""
    key = f"{session.pk}:{session.sequence}"
    for host in hosts:
        outbox.post(kind, host, key=key, session=session.pk, **about)

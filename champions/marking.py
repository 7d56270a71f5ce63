"""Noting that somebody of a team was spoken to, or is not to be named just now.

Whoever was spoken to is left in peace by everybody above them. "Not now" counts for
those who pressed it: champion, deputy and communications colleague share the work and
so their marks; the digital access team, which looks from further off, has its own.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from champions.models import TeamMark
from people.models import Appointment, User
from people.permissions import holds_role_above
from people.retention import gone

Kind = TeamMark.Kind

# How long nobody is named again. The page tells it (speaking.RULE).
LASTS = {Kind.SPOKEN_TO: timedelta(weeks=4), Kind.NOT_NOW: timedelta(weeks=2)}


@dataclass(frozen=True)
class Noted:
    """What came of noting something: the mark that stands now, what this side had noted
    `before`, and whether the mark `is_new`."""

    mark: TeamMark
    before: TeamMark | None
    is_new: bool


@transaction.atomic
def mark(viewer, person, kind, service, at=None):
    """Note it, in place of what this side had noted before, unless that lasts as long:
    then it stands. Gives a Noted.

    `service` is that of the page on which it was pressed. Pressed twice, it is one.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    side = is_access_team(viewer, service, day)
    before = _of_side(person, side).select_related("made_by", "person").first()
    until = day + LASTS[kind]
    if before and before.until >= until:
        return Noted(before, before, is_new=False)
    # A row of its own, so that an older page cannot undo it (`take_back`).
    _of_side(person, side).delete()
    made = TeamMark.objects.create(
        person=person,
        by_access_team=side,
        kind=kind,
        made_by=viewer,
        made_at=at,
        until=until,
    )
    return Noted(made, before, is_new=True)


def take_back(viewer, person, service, number, on=None):
    """Undo the mark of that number, as a page says it, if it still is what this side
    has noted. Says whether anything was undone."""
    side = is_access_team(viewer, service, on)
    stands = _of_side(person, side).first()
    if stands is None or str(stands.pk) != number:
        return False
    stands.delete()
    return True


def _of_side(person, side):
    return TeamMark.objects.filter(person=person, by_access_team=side)


def is_access_team(viewer, service, on=None):
    """Whether the viewer looks at this service as the digital access team, and not as
    one of those who look after it."""
    return not holds_role_above(viewer, service, *Appointment.LOOKING_AFTER, on=on)


def forget_run_out(on=None):
    """Delete the marks that have run out: nothing is kept of them. Gives how many."""
    return gone(TeamMark.objects.run_out(on or timezone.localdate()))

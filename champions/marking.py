"""Noting that somebody of a team was spoken to, or is not to be named just now.

Whoever was spoken to is left in peace by everybody above them. "Not now" counts for
those who pressed it: champion, deputy and communications colleague share the work and
so their marks; the digital access team, which looks from further off, has its own.
"""

from datetime import timedelta

from django.utils import timezone

from champions.models import TeamMark
from people.models import Appointment
from people.permissions import holds_role_above

Kind = TeamMark.Kind

# How long nobody is named again. The page tells it (speaking.RULE).
LASTS = {Kind.SPOKEN_TO: timedelta(weeks=4), Kind.NOT_NOW: timedelta(weeks=2)}


def mark(viewer, person, kind, service, at=None):
    """Note it, in place of what this side had noted before. Gives the TeamMark.

    `service` is that of the page on which it was pressed. Pressed twice, it is one.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    made, _is_new = TeamMark.objects.update_or_create(
        person=person,
        by_access_team=is_access_team(viewer, service, day),
        defaults={
            "kind": kind,
            "made_by": viewer,
            "made_at": at,
            "until": day + LASTS[kind],
        },
    )
    return made


def take_back(viewer, person, service, on=None):
    """Undo what this side had noted: the person may be named again."""
    TeamMark.objects.filter(
        person=person, by_access_team=is_access_team(viewer, service, on)
    ).delete()


def is_access_team(viewer, service, on=None):
    """Whether the viewer looks at this service as the digital access team, and not as
    one of those who look after it."""
    return not holds_role_above(viewer, service, *Appointment.LOOKING_AFTER, on=on)


def forget_run_out(on=None):
    """Delete the marks that have run out: nothing is kept of them."""
    TeamMark.objects.run_out(on or timezone.localdate()).delete()

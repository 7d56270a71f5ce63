"""Who may do what with sessions. Each predicate has its queryset beside it:
`can_run` is tested against `Session.objects.run_by`."""

from django.utils import timezone

from people.models import Appointment, User
from people.querysets import is_here

# The depth of the roots of the tree of services.
OF_AN_ORGANISATION = 1
ORGANISING = (Appointment.Role.ORGANISER, Appointment.Role.ACCESS_TEAM)


def can_organise(user, on=None):
    """Whether this person may make, move and cancel sessions on that day.

    Organisers and the digital access team may, while they are appointed for a whole
    organisation: cafés are shared by all of them, so a team's own is no ground to
    stand on.
    """
    return _holds(user, on, *ORGANISING)


def can_run(user, session, on=None):
    """Whether this person may open the session's desk and take its register.

    Its hosts may, and whoever may organise.
    """
    if not is_here(user, on):
        return False
    return session.is_hosted_by(user) or can_organise(user, on)


def organisers(on=None):
    """Those who organise for a whole organisation on that day."""
    held = Appointment.objects.current(on).in_role(Appointment.Role.ORGANISER)
    held = held.filter(service__depth=OF_AN_ORGANISATION)
    return User.objects.filter(pk__in=held.values("person")).order_by("pk")


def can_see_needs(user, session, at=None):
    """Whether this person may see what would help those who come, and their numbers.

    Its hosts and organisers may, until it is over: people/visibility.py,
    "access_needs".
    """
    if session.is_over(at) or not is_here(user):
        return False
    day = timezone.localdate(at)
    return session.is_hosted_by(user) or _holds(user, day, Appointment.Role.ORGANISER)


def _holds(user, on, *roles):
    if not is_here(user, on):
        return False
    held = user.appointments.current(on).in_role(*roles)
    return held.filter(service__depth=OF_AN_ORGANISATION).exists()

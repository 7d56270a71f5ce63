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


def organisers(on=None):
    """The people here who are appointed café organisers for a whole organisation; the
    digital access team, where there are none."""
    here = User.objects.here(on)
    for role in ORGANISING:
        held = Appointment.objects.current(on).in_role(role)
        held = held.filter(service__depth=OF_AN_ORGANISATION)
        people = here.filter(pk__in=held.values("person"))
        if people.exists():
            break
    return people


def can_run(user, session, on=None):
    """Whether this person may open the session's desk and take its register.

    Its hosts may, and whoever may organise, but for a 1-2-1.
    """
    if not is_here(user, on):
        return False
    if session.is_hosted_by(user):
        return True
    return can_organise(user, on) and not session.is_private


def can_change_one_to_one(user, session, on=None):
    """Whether this person may move a 1-2-1 or call it off: each of the two may, and
    nobody else. For many at once: `Session.objects.private_of`."""
    if not (session.is_private and is_here(user, on)):
        return False
    has_place = session.bookings.holding_a_place().filter(person=user.pk).exists()
    return has_place or session.is_hosted_by(user)


def can_book_for(user, person, on=None):
    """Whether this person may book a café for that one, who told them so.

    Whoever may organise may, for people who are here. Hosts may not: finding people is
    no right of theirs, and whoever turns up goes into the register. Beside it:
    `bookable_by`, of people.
    """
    return is_here(person, on) and can_organise(user, on)


def bookable_by(user, on=None):
    """The people for whom this person may book, as `can_book_for` says of each."""
    here = User.objects.here(on)
    return here if can_organise(user, on) else here.none()


def can_be_booked(session, at=None):
    """Whether anybody can book the session still: planned, to come, and published."""
    is_to_come = not (session.is_cancelled or session.has_begun(at))
    return is_to_come and session.cafe.live and not session.is_private


def can_see_needs(user, session, at=None):
    """Whether this person may see what would help those who come, and their numbers.

    Its hosts and organisers may, until it is over: people/visibility.py,
    "access_needs".
    """
    if session.is_over(at) or not is_here(user):
        return False
    day = timezone.localdate(at)
    if session.is_hosted_by(user):
        return True
    return _holds(user, day, Appointment.Role.ORGANISER) and not session.is_private


def _holds(user, on, *roles):
    return is_here(user, on) and any(
        held.role in roles and held.depth == OF_AN_ORGANISATION
        for held in user.holds(on)
    )

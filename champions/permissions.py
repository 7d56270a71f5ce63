"""Who may answer a request for help: those whom it reached. Its asker sees it too.
Who may write and read notes of help given.

"Those whom it reached" hold a role above the asker still; the digital access team
sees a request once it was passed up. For many requests at once the same rule stands
in querysets.py (`to_answer_by`), and beside it who may see one (`seen_by`).

Handing over is arranged by whoever hands over, or for them by the digital access team.
How services stand is for the digital access team of them; who of it may write
appointments in the admin may appoint there too, and whoever sees it may say not yet.
"""

from django.db.models import Q

from people.models import Appointment, User
from people.permissions import (
    can_look_after,
    holds_role_above,
    may_appoint,
    may_give_role,
)
from people.querysets import is_here

Role = Appointment.Role
TO_APPOINT = "people.add_appointment"


def can_answer(viewer, request, on=None):
    """Whether the viewer may answer the request or pass it on; never one's own."""
    if not is_here(viewer, on) or request.person_id == viewer.pk:
        return False
    reached = request.reached.filter(pk=viewer.pk).exists()
    return any(
        _opens(held.role, held.path, request, reached)
        for held in viewer.opening_teams(on)
    )


def can_note(viewer, on=None):
    """Whether the viewer may note help that they gave: it takes a role in which one
    helps people."""
    return is_here(viewer, on) and bool(viewer.opening_teams(on))


def can_see_note(viewer, note, on=None):
    """Whether the viewer may read a note: its writer may, and whoever has the role in
    which it was written now, as long as they look after whom it is about. Whom it is
    about reads it among what is noted about them."""
    if not is_here(viewer, on):
        return False
    if note.writer_id == viewer.pk:
        return True
    if note.role not in Appointment.LOOKING_AFTER:
        return False
    held = viewer.appointments.current(on).in_role(note.role)
    if not held.filter(service=note.service_id).exists():
        return False
    return note.person is None or can_look_after(viewer, note.person, on)


def _opens(role, path, request, reached):
    """Whether this role, held for the service at this path, opens the request."""
    is_above = request.service is not None and request.service.path.startswith(path)
    if is_above and reached:
        return True
    if role != Appointment.Role.ACCESS_TEAM or not request.was_passed_up:
        return False
    return is_above or reached or request.service is None or not request.with_role


def can_hand_over(viewer, person, on=None):
    """Whether the viewer may arrange who takes on what this person holds: they
    themselves, and the digital access team above them. Beside it: `handed_over_by`."""
    if not (is_here(viewer, on) and is_here(person, on)):
        return False
    if viewer == person:
        return True
    return person.service is not None and holds_role_above(
        viewer, person.service, Role.ACCESS_TEAM, on=on
    )


def handed_over_by(viewer, on=None):
    """The people of whom `can_hand_over` says so."""
    here = User.objects.here(on)
    if not is_here(viewer, on):
        return here.none()
    theirs = Q(pk=viewer.pk)
    for path in viewer.appointments.current(on).in_role(Role.ACCESS_TEAM).paths():
        theirs |= Q(service__path__startswith=path)
    return here.filter(theirs)


def may_name_follower(viewer, held, follower, on=None):
    """Whether the viewer may themselves give the role of that appointment on to this
    person.

    The digital access team above the service may, as in the admin. Whoever is champion
    may name the deputy of the same service, who sees all of it already; a role that
    opens records to anybody else is not theirs to give.
    """
    if follower == held.person or not is_here(follower, on):
        return False
    if viewer == held.person:
        return held.role == Role.CHAMPION and _is_deputy_of(follower, held.service, on)
    return (
        can_appoint_in(viewer, held.service, on)
        and may_appoint(viewer, follower)
        and may_give_role(viewer, held.role, on)
    )


def _is_deputy_of(person, service, on):
    deputies = person.appointments.current(on).in_role(Role.DEPUTY)
    return deputies.filter(service=service).exists()


def can_see_coverage(viewer, service, on=None):
    """Whether the viewer may see how this service stands, and say not yet."""
    return is_here(viewer, on) and holds_role_above(
        viewer, service, Role.ACCESS_TEAM, on=on
    )


def coverage_seen_by(viewer, on=None):
    """The places in the tree at and below which the viewer sees how services stand.

    The same as `can_see_coverage`, for many services at once.
    """
    if not is_here(viewer, on):
        return []
    return [h.path for h in viewer.holds(on) if h.role == Role.ACCESS_TEAM]


def can_appoint_in(viewer, service, on=None):
    """Whether the viewer may appoint somebody to look after this service, from here."""
    return viewer.has_perm(TO_APPOINT) and can_see_coverage(viewer, service, on)

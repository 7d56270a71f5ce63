"""Who may answer a request for help: those whom it reached. Its asker sees it too.

"Those whom it reached" hold a role above the asker still; the digital access team
sees a request once it was passed up. For many requests at once the same rule stands
in querysets.py (`to_answer_by`), and beside it who may see one (`seen_by`).

How services stand is for the digital access team of them; who of it may write
appointments in the admin may appoint there too, and whoever sees it may say not yet.
"""

from people.models import Appointment
from people.permissions import holds_role_above
from people.querysets import is_here

ACCESS_TEAM = Appointment.Role.ACCESS_TEAM
TO_APPOINT = "people.add_appointment"


def can_answer(viewer, request, on=None):
    """Whether the viewer may answer the request or pass it on; never one's own."""
    if not is_here(viewer, on) or request.person_id == viewer.pk:
        return False
    reached = request.reached.filter(pk=viewer.pk).exists()
    return any(
        _opens(role, path, request, reached)
        for role, path in viewer.appointments.opening_teams(on).values_list(
            "role", "service__path"
        )
    )


def _opens(role, path, request, reached):
    """Whether this role, held for the service at this path, opens the request."""
    is_above = request.service is not None and request.service.path.startswith(path)
    if is_above and reached:
        return True
    if role != Appointment.Role.ACCESS_TEAM or not request.was_passed_up:
        return False
    return is_above or reached or request.service is None or not request.with_role


def can_see_coverage(viewer, service, on=None):
    """Whether the viewer may see how this service stands, and say not yet."""
    return is_here(viewer, on) and holds_role_above(viewer, service, ACCESS_TEAM, on=on)


def coverage_seen_by(viewer, on=None):
    """The places in the tree at and below which the viewer sees how services stand.

    The same as `can_see_coverage`, for many services at once.
    """
    if not is_here(viewer, on):
        return []
    return list(viewer.appointments.current(on).in_role(ACCESS_TEAM).paths())


def can_appoint_in(viewer, service, on=None):
    """Whether the viewer may appoint somebody to look after this service, from here."""
    return viewer.has_perm(TO_APPOINT) and can_see_coverage(viewer, service, on)

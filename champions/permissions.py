"""Who may answer a request for help: those whom it reached. Its asker sees it too.
Who may write and read notes of help given.

"Those whom it reached" hold a role above the asker still; the digital access team
sees a request once it was passed up. For many requests at once the same rule stands
in querysets.py (`to_answer_by`), and beside it who may see one (`seen_by`).
"""

from people.models import Appointment
from people.permissions import can_look_after
from people.querysets import is_here


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


def can_note(viewer, on=None):
    """Whether the viewer may note help that they gave: it takes a role in which one
    helps people."""
    return is_here(viewer, on) and viewer.appointments.opening_teams(on).exists()


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

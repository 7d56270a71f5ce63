"""Noting help that one gave, in half a minute, and taking the note back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from champions.models import SupportNote
from people.models import Appointment, User

# The same note by the same person within this time is one, pressed twice.
PRESSED_TWICE = timedelta(minutes=10)


class NoRole(Exception):
    """Its writer holds no role in which one helps people, or none above that person."""


@transaction.atomic
def note(writer, *, topic, minutes, words="", person=None, request=None, at=None):
    """Write down help given to `person`, or to several where that is None, and give
    the note. `request` is the question that it answered, if there was one.

    The same note pressed twice is written once. Raises NoRole.
    """
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=writer.pk)
    held = _role_for(writer, person, timezone.localdate(at))
    said = {
        "writer": writer,
        "person": person,
        "request": request,
        "topic": topic,
        "minutes": minutes,
        "words": words,
    }
    already = SupportNote.objects.filter(**said, written_at__gt=at - PRESSED_TWICE)
    if twin := already.first():
        return twin
    return SupportNote.objects.create(
        **said, role=held.role, service=held.service, written_at=at
    )


def take_back(note_id, by):
    """Take one's own note back, and say whether there was one."""
    count, _each = SupportNote.objects.filter(pk=note_id, writer=by).delete()
    return bool(count)


def _role_for(writer, person, on):
    """The writer's appointment for which the help counts: the nearest above the person,
    or the nearest of all; first one in which people are looked after."""
    held = list(writer.appointments.opening_teams(on).select_related("service"))
    if person and person.service:
        held = [one for one in held if person.service.is_within(one.service)]
    if not held:
        raise NoRole
    return max(
        held,
        key=lambda one: (one.role in Appointment.LOOKING_AFTER, one.service.depth),
    )

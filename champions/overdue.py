"""What becomes of a request whose time runs out: it is never lost.

On the day by which it was to be answered, whoever has it is reminded. Some working
days later it goes up to the digital access team, and the asker is told who has it now
and until when. Each step locks the request, changes it and writes its messages in one
transaction: what was cut off is done at the next look, and what was done is not done
again.
"""

from django.db import transaction
from django.utils import timezone

from champions import asking, promising
from champions.models import HelpRequest
from pages import outbox
from people.models import Appointment

# Nobody is reminded in the night: the hour from which on this happens.
MORNING = 8


def look_at_all(at=None):
    """Remind, or pass up, wherever it is time to; nothing before the morning."""
    at = at or timezone.now()
    if timezone.localtime(at).hour < MORNING:
        return
    due = HelpRequest.objects.open().due(timezone.localdate(at))
    for request in due:
        pass_up(request, at)
        remind(request, at)


@transaction.atomic
def remind(request, at=None):
    """Remind whoever has it, once for each day that was promised. Gives the request."""
    at = at or timezone.now()
    request = asking.lock(request)
    if not _is_due(request, at) or request.reminded_at:
        return request
    request.reminded_at = at
    request.save(update_fields=["reminded_at"])
    outbox.post(
        "champions.reminder",
        request.with_person,
        key=f"{request.pk}-{request.answer_by}",
        request=request.pk,
    )
    return request


@transaction.atomic
def pass_up(request, at=None):
    """Give it to one of the digital access team whom it has not reached, if whoever
    has it was reminded and did not answer. Gives the request.

    With nobody there to take it the whole team sees it, and a new day is set for
    whoever has it, who is reminded again then.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    request = asking.lock(request)
    if not _is_due(request, at) or not _was_reminded_before(request, day):
        return request
    if day < promising.goes_up_on(request):
        return request
    had_it, taker = request.with_person, _taker(request, day)
    if taker is None:
        request.was_passed_up = True
        request.answer_by = promising.answer_by(had_it, at)
        request.reminded_at = None
        request.save(update_fields=["was_passed_up", "answer_by", "reminded_at"])
        return request
    asking.give(request, taker, Appointment.Role.ACCESS_TEAM, None, at)
    key = f"{request.pk}-{request.with_since.isoformat()}"
    outbox.post("champions.passed-up", request.person, key=key, request=request.pk)
    outbox.post("champions.taken-over", had_it, key=key, request=request.pk)
    return request


def _is_due(request, at):
    return (
        request.is_open
        and request.with_person is not None
        and request.answer_by is not None
        and request.answer_by <= timezone.localdate(at)
    )


def _was_reminded_before(request, day):
    """Whether the reminder is at least a day old: the worker may have stood still."""
    reminded = request.reminded_at
    return reminded is not None and timezone.localdate(reminded) < day


def _taker(request, day):
    """The first of the digital access team who is here and has not had it, or None."""
    had_it = set(request.reached.values_list("pk", flat=True))
    team = asking.of_access_team(request, day)
    return next((person for person in team if person.pk not in had_it), None)

"""What becomes of a plan: tried, put off to another day, or let go; and back again.

A plan is one thing that a person will try, theirs alone. It stands by itself: whatever
an editor does to the module, it can be ticked off, put off or let go. Each deed locks
the plan and may be repeated.
"""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from learning.models import Enrolment, Plan
from pages import outbox

Status = Plan.Status

# When a plan is spoken of on its day, in the site's own zone.
MORNING = time(9)


class DayIsOver(Exception):
    """A plan cannot be put off to a day that is over."""


@transaction.atomic
def write(enrolment, words, try_on=None, at=None):
    """Keep the one thing that the person will try. Writing something else replaces it,
    and is open again; the same written twice stays as it is. Gives the plan."""
    at = at or timezone.now()
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    plan = Plan.objects.filter(enrolment=enrolment).first()
    if plan and (plan.words, plan.try_on) == (words, try_on):
        return plan
    plan = plan or Plan(enrolment=enrolment)
    if plan.words != words:
        plan.how_it_went = ""
    plan.words, plan.try_on, plan.written_at = words, try_on, at
    plan.status, plan.settled_at = Status.OPEN, None
    plan.save()
    return plan


def tick(plan, at=None):
    """The person has tried it. Gives the plan."""
    return _settle(plan, Status.TRIED, at)


def let_go(plan, at=None):
    """The person will not try it after all. Gives the plan."""
    return _settle(plan, Status.LET_GO, at)


@transaction.atomic
def take_up(plan):
    """Open a plan again: the tick, or letting it go, is taken back. What was said of
    how it went stays. Gives the plan."""
    plan = _lock(plan)
    plan.status, plan.settled_at = Status.OPEN, None
    plan.save(update_fields=["status", "settled_at"])
    return plan


@transaction.atomic
def put_off(plan, day, at=None):
    """Try it on another day, or on none in particular (None); one let go is open again.
    Gives the plan. Raises DayIsOver."""
    at = at or timezone.now()
    if day and day < timezone.localdate(at):
        raise DayIsOver
    plan = _lock(plan)
    plan.status, plan.settled_at = Status.OPEN, None
    if plan.try_on != day:
        plan.try_on, plan.written_at = day, at
    plan.save(update_fields=["status", "settled_at", "try_on", "written_at"])
    return plan


@transaction.atomic
def say_how_it_went(plan, words):
    """Keep how it went, or nothing of it. Gives the plan."""
    plan = _lock(plan)
    plan.how_it_went = words
    plan.save(update_fields=["how_it_went"])
    return plan


def morning_of(day):
    """The moment at which a plan for that day is spoken of."""
    return timezone.make_aware(datetime.combine(day, MORNING))


def remind(at=None):
    """Write the reminders of today's plans, each once, to go in the morning.

    Not of one that was given this day only after the morning: they just wrote it.
    """
    day = timezone.localdate(at)
    for plan in Plan.objects.to_remind_of(day, morning_of(day)):
        outbox.post(
            "learning.plan-day",
            plan.enrolment.person,
            key=f"{plan.pk}:{day.isoformat()}",
            due_at=morning_of(day),
            plan=plan.pk,
            day=day.isoformat(),
        )


@transaction.atomic
def _settle(plan, status, at):
    plan = _lock(plan)
    if plan.status != status:
        plan.status, plan.settled_at = status, at or timezone.now()
        plan.save(update_fields=["status", "settled_at"])
    return plan


def _lock(plan):
    return Plan.objects.select_for_update().get(pk=plan.pk)

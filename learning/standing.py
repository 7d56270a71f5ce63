"""How many people stand in many modules: the same facts as in state.py, for lists.

A ModuleState knows all about one person in one module. A list of a thousand people and
forty modules needs four things of each, and must not make forty thousand objects for
them. What both say is the same, which tests ask of them.
"""

from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import TruncDate

from learning.models import Completion, Enrolment, StepRecord
from learning.step_order import places_of


class Day(TruncDate):
    """The day of a moment. The database gives it as a date; Django would look at each
    of thousands again."""

    convert_value = staticmethod(TruncDate._convert_value_noop)


class Finished(NamedTuple):
    """A person finished a module, on that day."""

    person: int
    module: int
    on: object


class UnderWay(NamedTuple):
    """A person has begun a module and not finished it.

    `step` is the number of the step to go on with, None where every step is done;
    `steps` is how many there are.
    """

    person: int
    module: int
    seen_on: object
    has_stopped: bool
    step: int | None
    steps: int


def finished(people, modules):
    """Give a Finished for each. Takes ids of people and of modules, or a queryset of
    either. One query."""
    rows = Completion.objects.filter(
        enrolment__person__in=people, enrolment__module__in=modules
    ).order_by()
    return map(
        Finished._make,
        rows.values_list(
            "enrolment__person_id", "enrolment__module_id", Day("finished_at")
        ),
    )


def under_way(people, modules, stopped_before):
    """Give an UnderWay for each.

    Takes ids of people; of each module (id, translation key, id of its live revision);
    and the moment such that who was seen last before it has stopped. Two queries, and
    one more where the steps of a module are not remembered yet.
    """
    here_is_done = StepRecord.objects.filter(
        enrolment=OuterRef("pk"), step=OuterRef("current_step"), done_at__isnull=False
    )
    rows = list(
        Enrolment.objects.filter(
            person__in=people,
            module__in=[module for module, *_version in modules],
            completion=None,
        ).values_list(
            "pk",
            "person_id",
            "module_id",
            "current_step",
            # The moment itself costs more to read than all the rest.
            Day("seen_at"),
            ExpressionWrapper(Q(seen_at__lt=stopped_before), BooleanField()),
            Exists(here_is_done),
        )
    )
    begun = {row[2] for row in rows}
    places = places_of([module for module in modules if module[0] in begun])
    done = _done([row[0] for row in rows if row[6] or row[3] not in places[row[2]]])
    return [
        UnderWay(
            person,
            module,
            seen_on,
            has_stopped,
            _goes_on_with(here, places[module], done.get(pk)),
            len(places[module]),
        )
        for pk, person, module, here, seen_on, has_stopped, _is_done in rows
    ]


def _done(enrolments) -> dict[int, set[UUID]]:
    """The steps that are done in each of these enrolments."""
    done = {enrolment: set() for enrolment in enrolments}
    for enrolment, step in StepRecord.objects.filter(
        enrolment__in=enrolments, done_at__isnull=False
    ).values_list("enrolment_id", "step"):
        done[enrolment].add(step)
    return done


def _goes_on_with(here, places, done):
    """The number of the step to go on with, as ModuleState finds it: where one was or,
    if that is done, what follows, or else the first that is left. `done` is None where
    one is in a step that is not."""
    if done is None:
        return places[here]
    left = sorted(number for step, number in places.items() if step not in done)
    was = places.get(here)
    later = [number for number in left if was is not None and number >= was]
    return next(iter(later or left), None)

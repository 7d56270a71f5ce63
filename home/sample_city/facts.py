"""Writing the histories of Aireford as the facts that learning keeps.

In bulk, since one deed after the other would take minutes; so these rows must be what
learning/progress.py would have written, which the tests ask of it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from home.sample_city import dice
from learning.models import (
    Answer,
    Certificate,
    Completion,
    Confidence,
    Enrolment,
    Plan,
    StepRecord,
)
from learning.models.progress import CODE_ALPHABET, CODE_LENGTH
from learning.outline import outline_of
from people.looking_after import team_of
from people.models import Appointment, Service


@dataclass
class Rows:
    """What is to be written, kind by kind."""

    enrolments: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    confidences: list = field(default_factory=list)
    plans: list = field(default_factory=list)
    completions: list = field(default_factory=list)
    certificates: list = field(default_factory=list)


class Registry:
    """What a certificate says about a service: its organisation and its champion."""

    def __init__(self):
        self.organisations = {s.path: s.name for s in Service.get_root_nodes()}
        self.champions = {}
        self.since = dict(
            Appointment.objects.current()
            .in_role(Appointment.Role.CHAMPION)
            .values_list("person", "starts_on")
        )

    def organisation(self, service):
        return self.organisations[service.organisation_path]

    def champion(self, service, day):
        """The name of today's champion, if they were it on that day already."""
        if service.pk not in self.champions:
            self.champions[service.pk] = team_of(service).champion
        champion = self.champions[service.pk]
        return champion.name if champion and self.since[champion.pk] <= day else ""


def write(histories, people, modules, fall=None):
    """Write the rows of all histories; of one person and module the first counts.

    `modules` are the pages, by slug; `fall` are the dice for the codes of certificates,
    the same for all that is written in several parts.
    """
    rows, fall, known, registry = Rows(), fall or dice("codes"), set(), Registry()
    for history in histories:
        if (history.name, history.module) in known:
            continue
        known.add((history.name, history.module))
        enrolment = _add(rows, history, people[history.name], modules[history.module])
        if history.steps >= len(outline_of(enrolment.module).steps):
            _finish(rows, history, enrolment, registry, fall)
    for model, made in (
        (Enrolment, rows.enrolments),
        (StepRecord, rows.steps),
        (Answer, rows.answers),
        (Confidence, rows.confidences),
        (Plan, rows.plans),
        (Completion, rows.completions),
        (Certificate, rows.certificates),
    ):
        model.objects.bulk_create(made, batch_size=400)


def _add(rows, history, person, module):
    steps = outline_of(module).steps
    done = steps[: history.steps]
    finished = len(done) == len(steps)
    here = None if finished else steps[len(done)]
    if history.stuck:
        here = next((step for step in steps[len(done) :] if step.asks), here)
        done = steps[: here.number - 1]
    enrolment = Enrolment(
        person=person,
        module=module,
        began_at=history.began,
        current_step=(here or steps[-1]).id,
        seen_at=history.seen,
    )
    rows.enrolments.append(enrolment)
    for step, moment in zip(done, _moments(history, len(done)), strict=True):
        rows.steps.append(
            StepRecord(
                enrolment=enrolment, step=step.id, went_on_at=moment, done_at=moment
            )
        )
        rows.answers += [
            Answer(enrolment=enrolment, block=ask.id, given_at=moment)
            for ask in step.asks
        ]
    if history.stuck and here.asks:
        # They pressed Next, but the question is still open.
        rows.steps.append(
            StepRecord(enrolment=enrolment, step=here.id, went_on_at=history.seen)
        )
    _say_how_sure(rows, history, enrolment, finished)
    return enrolment


def _moments(history, number):
    """When each of so many steps was done: evenly, and the last when last seen."""
    span = history.seen - history.began
    return [
        (history.began + span * (place + 1) / number).replace(second=0, microsecond=0)
        if place + 1 < number
        else history.seen
        for place in range(number)
    ]


def _say_how_sure(rows, history, enrolment, finished):
    said = [(Confidence.Moment.BEFORE, history.before, history.began)]
    if finished:
        said.append((Confidence.Moment.AFTER, history.after, history.seen))
    rows.confidences += [
        Confidence(
            enrolment=enrolment, moment=moment, level=level or None, said_at=when
        )
        for moment, level, when in said
        if level is not None
    ]


def _finish(rows, history, enrolment, registry, fall):
    completion = Completion(
        enrolment=enrolment,
        finished_at=history.seen,
        edition=enrolment.module.edition,
    )
    rows.completions.append(completion)
    rows.certificates.append(_certificate(completion, registry, fall))
    if history.plan:
        day = history.seen + timedelta(days=history.plan_days)
        tried = {"status": Plan.Status.TRIED, "settled_at": day}
        rows.plans.append(
            Plan(
                enrolment=enrolment,
                words=history.plan,
                try_on=day.date(),
                written_at=history.seen,
                **(tried if history.tried else {}),
            )
        )


def _certificate(completion, registry, fall):
    """As learning/certificates.py gives one, with a code that is the same each time."""
    person, module = completion.enrolment.person, completion.enrolment.module
    day = timezone.localdate(completion.finished_at)
    return Certificate(
        completion=completion,
        code="".join(fall.choice(CODE_ALPHABET) for _sign in range(CODE_LENGTH)),
        person_name=person.name,
        service_name=person.service.name,
        organisation_name=registry.organisation(person.service),
        champion_name=registry.champion(person.service, day),
        module_title=module.title,
        covers=module.covers,
        minutes=outline_of(module).minutes,
        finished_on=day,
        edition=completion.edition,
    )

"""How far someone has come in a module: what is done, what is left, said in words.

The law. A step is done when its questions have been answered rightly, its tasks are
ticked off and its Next was pressed, in any order. A step once done stays done and a
completion once given stays given, whatever an editor changes. Only facts are stored;
all else is computed from them here. Each deed may be repeated, and each one locks the
enrolment first, so two tabs or two devices give one completion and one certificate.
"""

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from learning import asking_to_learn, certificates
from learning.models import Answer, Completion, Confidence, Enrolment, StepRecord
from learning.outline import outline_of
from learning.signals import module_finished
from learning.state import Facts, ModuleState


class StepGone(Exception):
    """The step is no longer part of the module."""


class AskGone(Exception):
    """The question or task is no longer part of the module."""


def begin(person, module, at=None):
    """Give the person's enrolment in the module; made then if there is none."""
    moment = at or timezone.now()
    enrolments = Enrolment.objects.select_related("completion")
    enrolment, _is_new = enrolments.get_or_create(
        person=person,
        module=module,
        defaults={"began_at": moment, "seen_at": moment},
    )
    enrolment.module = module
    return enrolment


def arrive(enrolment, step, at=None):
    """Remember where the person is. Takes a step of the outline, or a step's id.

    Raises StepGone when the module has no such step. Nothing is done by arriving.
    """
    enrolment.current_step = _step_of(enrolment, step).id
    enrolment.seen_at = at or timezone.now()
    enrolment.save(update_fields=["current_step", "seen_at"])


@transaction.atomic
def go_on(enrolment, step, at=None):
    """The person pressed Next in a step: it is done, once nothing in it is left.

    Raises StepGone when an editor has removed the step. Gives the ModuleState back,
    as every deed does.
    """
    step = _step_of(enrolment, step)
    moment = at or timezone.now()
    facts = _lock(enrolment)
    if step.id not in facts.records:
        facts.records[step.id] = StepRecord(
            enrolment=facts.enrolment, step=step.id, went_on_at=moment
        )
    return _settle(facts, moment)


def answer_rightly(enrolment, block_id, at=None):
    """The person answered this question rightly; a wrong answer is kept nowhere.

    Raises AskGone when an editor has removed the question.
    """
    return _do(enrolment, block_id, "check", at)


def tick(enrolment, block_id, at=None):
    """The person ticked off this task. Raises AskGone when it was removed."""
    return _do(enrolment, block_id, "task", at)


@transaction.atomic
def finish(enrolment, at=None):
    """Complete a module of which all that is left was removed by an editor.

    While something is left, nothing happens. Gives the ModuleState back.
    """
    return _settle(_lock(enrolment), at or timezone.now())


def say_confidence(enrolment, moment, level=None, at=None):
    """Keep how sure the person feels, before or after; no level: they would rather
    not say. Saying it again replaces what was said."""
    Confidence.objects.update_or_create(
        enrolment=enrolment,
        moment=moment,
        defaults={"level": level, "said_at": at or timezone.now()},
    )


def state_of(module, enrolment=None):
    """How far this enrolment has come in the module; without one, not begun."""
    if enrolment is None:
        return ModuleState(module)
    return ModuleState(module, _facts([enrolment])[enrolment.pk])


def states_of(people, modules, *, but_steps_of_finished=False):
    """Give {(person id, module id): ModuleState} for all of them, begun or not.

    Three queries, whatever their number, besides those that fetch `people` and
    `modules` if they are querysets. Each module's steps are parsed once. A list that
    says of a finished module only when that was does without the steps of those.
    """
    person_ids = [person.pk for person in people]
    modules = {module.pk: module for module in modules}
    enrolments = Enrolment.objects.filter(
        person__in=person_ids, module__in=modules
    ).select_related("completion")
    if but_steps_of_finished:
        finished = [one for one in enrolments if hasattr(one, "completion")]
        under_way = [one for one in enrolments if not hasattr(one, "completion")]
    else:
        finished, under_way = [], enrolments
    facts = {
        (known.enrolment.person_id, known.enrolment.module_id): known
        for known in (*map(Facts, finished), *_facts(under_way).values())
    }
    return {
        (person_id, module_id): ModuleState(module, facts.get((person_id, module_id)))
        for person_id in person_ids
        for module_id, module in modules.items()
    }


def _facts(enrolments):
    """What is kept about each enrolment, by its id; two queries for all of them."""
    enrolments = list(enrolments)
    ids = [enrolment.pk for enrolment in enrolments]
    records, answers = defaultdict(dict), defaultdict(set)
    for record in StepRecord.objects.filter(enrolment__in=ids):
        records[record.enrolment_id][record.step] = record
    for key, block in Answer.objects.filter(enrolment__in=ids).values_list(
        "enrolment", "block"
    ):
        answers[key].add(block)
    return {
        enrolment.pk: Facts(enrolment, records[enrolment.pk], answers[enrolment.pk])
        for enrolment in enrolments
    }


def _step_of(enrolment, step):
    step_id = UUID(str(getattr(step, "id", step)))
    found = outline_of(enrolment.module).by_id(step_id)
    if found is None:
        raise StepGone
    return found


@transaction.atomic
def _do(enrolment, block_id, kind, at):
    ask = outline_of(enrolment.module).ask(UUID(str(block_id)), kind)
    if ask is None:
        raise AskGone
    moment = at or timezone.now()
    facts = _lock(enrolment)
    if ask.id not in facts.answers:
        Answer.objects.create(enrolment=facts.enrolment, block=ask.id, given_at=moment)
        facts.answers.add(ask.id)
    return _settle(facts, moment)


def _lock(enrolment):
    """Let one deed at a time change this enrolment. Gives its Facts as they are stored
    by then, not as it remembers them: nobody else can add to them meanwhile."""
    module = enrolment.module
    enrolment.refresh_from_db(
        from_queryset=Enrolment.objects.select_for_update(no_key=True)
    )
    enrolment.module = module
    return _facts([enrolment])[enrolment.pk]


def _settle(facts, moment):
    """Write down the steps that this deed has done, and the module if it was the last.

    The only place where a step becomes done and a completion is given.
    """
    enrolment = facts.enrolment
    for step in ModuleState(enrolment.module, facts).steps:
        is_done_now = step.went_on and not step.is_done and not step.open_asks
        if is_done_now:
            step.record.done_at = moment
        if is_done_now or (step.record and step.record.pk is None):
            step.record.save()
    enrolment.seen_at = moment
    enrolment.save(update_fields=["seen_at"])
    if ModuleState(enrolment.module, facts).is_ready_to_finish:
        _complete(enrolment, moment)
    return ModuleState(enrolment.module, facts)


def _complete(enrolment, moment):
    completion, is_new = Completion.objects.get_or_create(
        enrolment=enrolment,
        defaults={"finished_at": moment, "edition": enrolment.module.edition},
    )
    if is_new:
        certificates.give(completion)
        asking_to_learn.close_finished(enrolment, moment)
        transaction.on_commit(
            lambda: module_finished.send(sender=Completion, completion=completion),
            robust=True,
        )

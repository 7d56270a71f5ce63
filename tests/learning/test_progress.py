"""The law of progress: what is done, what is left, and that it is given once."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from learning import plans, progress
from learning.models import Answer, Certificate, Completion, Confidence, StepRecord
from learning.outline import outline_of
from learning.signals import module_finished
from tests.learning.factories import (
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    check,
    do_all,
    step,
    task,
    three_steps,
)
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]

NOVEMBER = datetime(2026, 11, 3, 14, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def enrolment():
    """Somebody who has begun the module of three steps: read, question, task."""
    return EnrolmentFactory()


@pytest.fixture
def steps(enrolment):
    return outline_of(enrolment.module).steps


def test_nothing_begun_says_so():
    state = progress.state_of(ModulePageFactory())
    assert (state.state, state.words, state.sentence) == ("todo", "Not started", "")
    assert state.next_step.number == 1


def test_arriving_does_nothing_but_keep_the_place(enrolment, steps):
    progress.arrive(enrolment, steps[1])
    state = progress.state_of(enrolment.module, enrolment)
    assert state.done == 0
    assert state.next_step.number == 2
    assert state.words == "Step 2 of 3"


def test_a_step_to_read_is_done_by_next(enrolment, steps):
    assert progress.go_on(enrolment, steps[0]).steps[0].is_done


def test_a_question_is_done_by_the_answer_and_next_in_either_order(enrolment, steps):
    question = steps[1].asks[0]
    state = progress.go_on(enrolment, steps[1])
    assert not state.steps[1].is_done
    assert progress.answer_rightly(enrolment, question.id).steps[1].is_done

    other = EnrolmentFactory(module=enrolment.module)
    assert not progress.answer_rightly(other, question.id).steps[1].is_done
    assert progress.go_on(other, steps[1]).steps[1].is_done


def test_a_task_is_done_by_a_tick_and_next(enrolment, steps):
    progress.go_on(enrolment, steps[2])
    assert progress.tick(enrolment, steps[2].asks[0].id).steps[2].is_done


def test_a_tick_does_not_answer_a_question(enrolment, steps):
    with pytest.raises(progress.AskGone):
        progress.tick(enrolment, steps[1].asks[0].id)


def test_what_is_left_is_said_in_words(enrolment, steps):
    for each in steps:
        progress.go_on(enrolment, each)
    state = progress.state_of(enrolment.module, enrolment)
    assert state.left == [
        "answer the question “What do you do first?”",
        "tick off “I have turned on two-step sign-in”",
    ]
    assert state.steps[0].left == []


def test_a_step_not_gone_on_from_is_one_thing_left(enrolment, steps):
    state = progress.go_on(enrolment, steps[0])
    assert state.left == ["step 2, “When to pass it on”", "step 3, “Your own answer”"]
    assert state.steps[1].left == [
        "answer the question “What do you do first?”",
        "press Next at the end of step 2, “When to pass it on”",
    ]


def test_the_sentence_says_how_far_what_is_next_and_how_long(enrolment, steps):
    state = progress.go_on(enrolment, steps[0])
    assert state.sentence == (
        "One of three steps finished. Next is step 2, “When to pass it on”. "
        "About 8 minutes left."
    )


def test_one_goes_on_after_the_step_that_one_was_in(enrolment, steps):
    progress.go_on(enrolment, steps[0])
    progress.arrive(enrolment, steps[0])
    assert progress.state_of(enrolment.module, enrolment).next_step.number == 2


def test_a_step_skipped_is_come_back_to(enrolment, steps):
    do_all(enrolment)
    other = EnrolmentFactory(module=enrolment.module)
    for ask in steps[2].asks:
        progress.tick(other, ask.id)
    progress.go_on(other, steps[2])
    progress.arrive(other, steps[2])
    assert progress.state_of(other.module, other).next_step.number == 1


def test_the_last_deed_completes_the_module(enrolment):
    state = do_all(enrolment, at=NOVEMBER)
    assert state.state == "done"
    assert state.words == "Finished 3 November"
    assert state.finished_at == NOVEMBER
    assert state.left == []
    assert state.next_step is None


def test_the_answer_may_be_the_last_deed(enrolment, steps):
    for each in steps:
        progress.go_on(enrolment, each)
    progress.tick(enrolment, steps[2].asks[0].id)
    assert progress.answer_rightly(enrolment, steps[1].asks[0].id).completion


def test_every_deed_may_be_repeated(enrolment, steps):
    do_all(enrolment, at=NOVEMBER)
    do_all(enrolment)
    assert StepRecord.objects.count() == 3
    assert Answer.objects.count() == 2
    assert Completion.objects.count() == Certificate.objects.count() == 1
    assert Completion.objects.get().finished_at == NOVEMBER


def test_a_module_without_steps_is_never_finished():
    enrolment = EnrolmentFactory(module=ModulePageFactory(steps=[]))
    state = progress.finish(enrolment)
    assert state.completion is None
    assert state.words == "Not started"
    assert state.next_step is None


def test_finishing_early_gives_nothing(enrolment, steps):
    progress.go_on(enrolment, steps[0])
    assert progress.finish(enrolment).completion is None


def test_a_step_or_question_that_is_gone_is_refused(enrolment):
    with pytest.raises(progress.StepGone):
        progress.go_on(enrolment, uuid4())
    with pytest.raises(progress.StepGone):
        progress.arrive(enrolment, uuid4())
    with pytest.raises(progress.AskGone):
        progress.answer_rightly(enrolment, uuid4())
    assert not StepRecord.objects.exists()


def test_beginning_twice_is_beginning_once():
    person, module = PersonFactory(), ModulePageFactory()
    first = progress.begin(person, module, NOVEMBER)
    assert progress.begin(person, module).pk == first.pk
    assert progress.begin(person, module).began_at == NOVEMBER


def test_the_certificate_says_it_as_it_was_on_the_day():
    city = ServiceFactory(name="Aireford City Council")
    libraries = ServiceFactory(parent=city, name="Libraries")
    AppointmentFactory(person=PersonFactory(name="Priya Raman"), service=libraries)
    person = PersonFactory(name="Sam Okonkwo", service=libraries)
    completion = CompletionFactory(person=person, at=NOVEMBER)

    person.name = "Sam Whitfield"
    person.save()
    libraries.name = "Reading places"
    libraries.save()

    certificate = completion.certificate
    assert certificate.person_name == "Sam Okonkwo"
    assert certificate.place == "Libraries, Aireford City Council"
    assert certificate.champion_name == "Priya Raman"
    assert certificate.minutes == 12
    assert certificate.finished_on.isoformat() == "2026-11-03"


def test_somebody_without_a_service_gets_a_certificate_too():
    completion = CompletionFactory(person=PersonFactory(service=None))
    assert completion.certificate.place == ""


def test_finishing_is_announced_once_and_after_the_commit(
    enrolment, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, completion, **_more):
        heard.append(completion)

    module_finished.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            do_all(enrolment)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            do_all(enrolment)
    finally:
        module_finished.disconnect(hear)
    assert heard == [Completion.objects.get()]


def test_confidence_and_plan_are_replaced_by_what_is_said_later(enrolment):
    progress.say_confidence(enrolment, Confidence.Moment.BEFORE, 2)
    progress.say_confidence(enrolment, Confidence.Moment.BEFORE, None)
    plans.write(enrolment, "Answer one thank-you")
    plans.write(enrolment, "Ask Joan", NOVEMBER.date())
    assert enrolment.confidences.get().level is None
    enrolment.refresh_from_db()
    assert enrolment.plan.words == "Ask Joan"


def test_the_states_of_a_team_say_the_same_as_each_alone():
    modules = [ModulePageFactory(), ModulePageFactory(steps=[step("Read", check())])]
    halfway, finished, new = PersonFactory.create_batch(3)
    do_all(progress.begin(halfway, modules[0]), steps=2)
    do_all(progress.begin(finished, modules[1]))
    states = progress.states_of([halfway, finished, new], modules)
    assert len(states) == 6
    assert states[halfway.pk, modules[0].pk].words == "Step 3 of 3"
    assert states[finished.pk, modules[1].pk].state == "done"
    assert states[new.pk, modules[0].pk].words == "Not started"


def test_the_states_of_a_team_cost_the_same_for_any_size():
    def cost(people, modules):
        with CaptureQueriesContext(connection) as queries:
            for state in progress.states_of(people, modules).values():
                assert (state.words, state.sentence, state.left) is not None
        return len(queries)

    modules = ModulePageFactory.create_batch(3)
    people = PersonFactory.create_batch(8)
    for person in people:
        do_all(progress.begin(person, modules[0]))
        do_all(progress.begin(person, modules[1]), steps=1)
    assert cost(people, modules) == cost(people[:1], modules[:1]) <= 3


def test_two_questions_in_a_step_must_both_be_answered():
    module = ModulePageFactory(steps=[step("Two", check(), check("And then?"), task())])
    enrolment = EnrolmentFactory(module=module)
    one = outline_of(module).steps[0]
    progress.go_on(enrolment, one)
    progress.answer_rightly(enrolment, one.asks[0].id)
    progress.tick(enrolment, one.asks[2].id)
    assert progress.state_of(module, enrolment).left == [
        "answer the question “And then?”"
    ]


def test_what_counts_is_computed_from_the_module():
    words = outline_of(ModulePageFactory(steps=three_steps())).what_counts
    assert words == (
        "Press Next at the end of each of the three steps, answer the question in "
        "step 2 and tick off the task in step 3. You can answer as often as you like, "
        "and a wrong answer is not kept. There is no score."
    )

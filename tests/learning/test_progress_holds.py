"""Any order of deeds by a person and edits by an editor: progress never goes back."""

from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from home.skeleton import build_site
from learning import progress
from learning.models import ModulePage
from learning.outline import outline_of
from tests.learning.factories import (
    ModulePageFactory,
    check,
    step,
    task,
    text,
    three_steps,
)
from tests.people.factories import PersonFactory

DEEDS = st.tuples(
    st.sampled_from(["arrive", "next", "answer", "tick", "finish"]), st.integers(0, 9)
)
EDITS = st.tuples(
    st.sampled_from(
        ["reword", "move-up", "drop-step", "drop-ask", "add-ask", "add-step", "revert"]
    ),
    st.integers(0, 9),
)


class ProgressHolds(TestCase):
    """Each example is a story of a reader and an editor at the same module."""

    @given(story=st.lists(st.one_of(DEEDS, DEEDS, EDITS), max_size=14))
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def test_progress_never_goes_backwards(self, story):
        build_site()
        module = ModulePageFactory(steps=three_steps())
        person = PersonFactory()
        first = deepcopy(list(module.steps.raw_data))
        done, finished_at = set(), None
        for name, number in story:
            _live_through(module.pk, person, name, number, first)
            state = _state(module.pk, person)
            still_there = {each.id for each in state.steps}
            now_done = {each.id for each in state.steps if each.is_done}
            assert done & still_there <= now_done, (name, number)
            assert finished_at in (None, state.finished_at), (name, number)
            done |= now_done
            finished_at = state.finished_at
            _speaks_sense(state)


def _state(module_id, person):
    module = ModulePage.objects.get(pk=module_id)
    return progress.state_of(module, progress.begin(person, module))


def _live_through(module_id, person, name, number, first):
    module = ModulePage.objects.get(pk=module_id)
    if name in ("arrive", "next", "answer", "tick", "finish"):
        return _do(progress.begin(person, module), module, name, number)
    raw = (
        first
        if name == "revert"
        else _edited(list(module.steps.raw_data), name, number)
    )
    module.steps = deepcopy(raw)
    module.save_revision().publish()


def _do(enrolment, module, name, number):
    outline = outline_of(module)
    kind = {"answer": "check", "tick": "task"}.get(name)
    if name == "finish":
        progress.finish(enrolment)
    elif kind:
        asks = [ask for ask in outline.asks if ask.kind == kind]
        deed = progress.tick if kind == "task" else progress.answer_rightly
        for ask in asks[number % 3 :][:1]:
            deed(enrolment, ask.id)
    elif outline.steps:
        deed = progress.arrive if name == "arrive" else progress.go_on
        deed(enrolment, outline.steps[number % len(outline.steps)])


def _edited(raw, name, number):
    raw = deepcopy(raw)
    if name == "add-step":
        return [*raw, step(f"More {number}", text())]
    if not raw:
        return raw
    chosen = raw[number % len(raw)]
    if name == "reword":
        chosen["value"]["title"] += " again"
    elif name == "move-up":
        raw.insert(0, raw.pop(number % len(raw)))
    elif name == "drop-step":
        raw.remove(chosen)
    elif name == "drop-ask":
        chosen["value"]["body"] = [text()]
    else:
        chosen["value"]["body"].append(check() if number % 2 else task())
    return raw


def _speaks_sense(state):
    """Something is left, or it is finished, or it only waits for Finish."""
    if state.completion:
        assert state.left == []
    elif state.steps:
        assert bool(state.left) != state.is_ready_to_finish
        assert (state.next_step is None) == state.is_ready_to_finish
    assert state.words

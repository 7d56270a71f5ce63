"""Two tabs press the last button at the same moment: one certificate is given."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

from django.db import connection, connections

import pytest

from home.skeleton import build_site
from learning import progress
from learning.models import Certificate, Completion, Enrolment, StepRecord
from learning.outline import outline_of
from learning.signals import module_finished
from tests.learning.factories import ModulePageFactory, do_all, step, text
from tests.people.factories import PersonFactory

TABS = 6


@pytest.fixture
def nearly_finished(transactional_db):
    """An enrolment of which the last Next is all that is left."""
    build_site()
    module = ModulePageFactory(steps=[step("One", text()), step("Two", text())])
    enrolment = progress.begin(PersonFactory(), module)
    do_all(enrolment, steps=1)
    return enrolment


def all_at_once(deeds):
    """Do each in a thread, all starting together; give back what went wrong."""
    barrier, wrong = Barrier(len(deeds)), []

    def run(deed):
        try:
            barrier.wait()
            deed()
        except Exception as error:  # noqa: BLE001 (told by the assertion)
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="the embedded database of a test lives in one connection",
)
def test_pressing_the_last_next_in_many_tabs_finishes_once(nearly_finished):
    heard = []

    def hear(sender, completion, **_more):
        heard.append(completion.pk)

    def press():
        enrolment = Enrolment.objects.get(pk=nearly_finished.pk)
        progress.go_on(enrolment, outline_of(enrolment.module).steps[1])

    module_finished.connect(hear)
    try:
        wrong = all_at_once([press] * TABS)
    finally:
        module_finished.disconnect(hear)
    assert wrong == []
    assert Completion.objects.count() == Certificate.objects.count() == 1
    assert StepRecord.objects.count() == 2
    assert len(heard) == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="the embedded database of a test lives in one connection",
)
def test_two_halves_of_a_step_at_once_leave_it_done(transactional_db, monkeypatch):
    """The answer in one tab, Next in the other: one of them must see both.

    Whoever has looked waits for the other to have looked too. Without the lock both
    would look before either has written; with it, the second cannot.
    """
    build_site()
    module = ModulePageFactory()
    enrolment = progress.begin(PersonFactory(), module)
    second = outline_of(module).steps[1]
    looked, look = Barrier(2), progress._facts

    def look_and_wait(enrolments):
        seen = look(enrolments)
        with suppress(BrokenBarrierError):
            looked.wait(timeout=1)
        return seen

    monkeypatch.setattr(progress, "_facts", look_and_wait)
    deeds = [
        lambda: progress.answer_rightly(enrolment, second.asks[0].id),
        lambda: progress.go_on(enrolment, second),
    ]
    assert all_at_once(deeds) == []
    state = progress.state_of(module, Enrolment.objects.get())
    assert state.steps[1].is_done

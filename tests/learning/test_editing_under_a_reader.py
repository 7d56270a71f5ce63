"""An editor changes a module while somebody is half-way through it.

Each change is made as Wagtail makes it: by a revision that is published, by moving the
page, or by the form of the page editor itself.
"""

from copy import deepcopy
from uuid import uuid4

from django.urls import reverse

from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data

import pytest

from learning import progress
from learning.models import ModulePage
from tests.learning.editing import as_form
from tests.learning.factories import (
    ModulePageFactory,
    block,
    check,
    do_all,
    step,
    text,
)
from tests.people.factories import PersonFactory


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def reader(module):
    """Somebody who has done two of the three steps and is in the third."""
    person = PersonFactory()
    enrolment = progress.begin(person, module)
    do_all(enrolment, steps=2)
    progress.arrive(enrolment, module.steps[2].id)
    return person


def stored(module):
    return deepcopy(list(module.steps.raw_data))


def publish(module, steps):
    module.steps = steps
    module.save_revision().publish()


def state_of(module, person):
    fresh = ModulePage.objects.get(pk=module.pk)
    return progress.state_of(fresh, progress.begin(person, fresh))


def assert_half_way(state):
    assert [each.is_done for each in state.steps] == [True, True, False]
    assert state.next_step.number == 3


def test_rewording_leaves_progress_as_it_is(module, reader):
    steps = stored(module)
    for number, each in enumerate(steps):
        each["value"]["title"] = f"Said better {number}"
        each["value"]["slug"] = f"said-better-{number}"
    steps[1]["value"]["body"][1]["value"]["question"] = "And first of all?"
    publish(module, steps)
    assert_half_way(state_of(module, reader))


def test_moving_the_page_leaves_progress_as_it_is(module, reader, client):
    home = module.get_parent().get_parent().specific
    elsewhere = home.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    module.move(elsewhere, pos="last-child")
    moved = ModulePage.objects.get(pk=module.pk)
    assert_half_way(state_of(moved, reader))
    client.force_login(reader)
    assert client.get(f"{moved.url}your-own-answer/").status_code == 200


def test_publishing_the_same_again_leaves_progress_as_it_is(module, reader):
    publish(module, stored(module))
    assert_half_way(state_of(module, reader))


def test_a_draft_is_nothing_to_the_reader(module, reader):
    module.steps = stored(module)[:1]
    module.save_revision()
    assert_half_way(state_of(module, reader))


def test_going_back_to_an_old_revision_brings_progress_back_with_it(module, reader):
    old = module.get_latest_revision()
    publish(module, stored(module)[2:])
    assert state_of(module, reader).done == 0
    old.publish()
    assert_half_way(state_of(module, reader))


def test_steps_may_change_places(module, reader):
    first, second, third = stored(module)
    publish(module, [third, second, first])
    state = state_of(module, reader)
    assert [each.is_done for each in state.steps] == [False, True, True]
    assert state.next_step.number == 1


def test_a_question_added_to_a_done_step_does_not_undo_it(module, reader):
    steps = stored(module)
    steps[0]["value"]["body"].append(check("One more?"))
    publish(module, steps)
    assert_half_way(state_of(module, reader))


def test_a_duplicated_step_is_a_new_one_to_do(module, reader):
    steps = stored(module)
    copy = deepcopy(steps[0])
    copy["id"] = str(uuid4())
    copy["value"]["slug"] = "who-is-there-2"
    publish(module, [steps[0], copy, *steps[1:]])
    state = state_of(module, reader)
    assert [each.is_done for each in state.steps] == [True, False, True, False]
    assert state.next_step.number == 4


def test_a_step_that_is_taken_out_is_taken_out_of_what_is_left(module, reader, client):
    publish(module, stored(module)[:2])
    state = state_of(module, reader)
    assert state.completion is None
    assert state.is_ready_to_finish
    client.force_login(reader)
    assert "Finish" in client.get(module.url).content.decode()
    answer = client.post(f"{module.url}finish/", {"act": "finish"}, follow=True)
    assert "finished" in answer.content.decode()
    assert state_of(module, reader).completion


def test_the_step_that_one_was_in_may_go(module, reader):
    steps = stored(module)
    publish(module, [*steps[:2], step("Something else", text())])
    assert state_of(module, reader).next_step.title == "Something else"


def test_a_finished_module_stays_finished_when_a_step_is_added(module, reader):
    do_all(progress.begin(reader, module))
    publish(module, [*stored(module), step("A new one", check())])
    state = state_of(module, reader)
    assert state.state == "done"
    assert "One step has been added since" in state.sentence


def test_a_copy_of_the_module_begins_anew(module, reader):
    copy = module.copy(update_attrs={"slug": "a-copy"})
    assert state_of(copy, reader).done == 0
    assert_half_way(state_of(module, reader))


@pytest.fixture
def editor(client, db):
    client.force_login(PersonFactory(is_superuser=True))
    return client


def save(editor, module, form):
    """Press Publish in the page editor."""
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    return editor.post(address, nested_form_data({**form, "action-publish": "1"}))


def test_the_editors_own_form_leaves_progress_as_it_is(module, reader, editor):
    assert isinstance(module.steps[0].value["body"][0].value, RichText)
    form = as_form(module)
    form["steps"]["0"]["value"]["title"] = "Who is really there"
    form["steps"]["0"]["order"], form["steps"]["1"]["order"] = 1, 0
    answer = save(editor, module, form)
    assert answer.status_code == 302, answer.context["form"].errors
    state = state_of(module, reader)
    assert [each.title for each in state.steps][:2] == [
        "When to pass it on",
        "Who is really there",
    ]
    assert_half_way(state)


def test_deleting_a_step_in_the_form_takes_it_out(module, reader, editor):
    form = as_form(module)
    form["steps"]["0"]["deleted"] = "1"
    assert save(editor, module, form).status_code == 302
    assert [each.is_done for each in state_of(module, reader).steps] == [True, False]


def test_duplicating_a_step_in_the_form_asks_for_another_address(module, editor):
    form = as_form(module)
    form["steps"]["3"] = {**form["steps"]["0"], "id": "", "order": 3}
    form["steps"]["count"] = 4
    answer = save(editor, module, form)
    assert "Step 1 has this address already" in answer.content.decode()

    form["steps"]["3"]["value"] = {**form["steps"]["3"]["value"], "slug": ""}
    assert save(editor, module, form).status_code == 302
    saved = ModulePage.objects.get(pk=module.pk)
    assert [s.value["slug"] for s in saved.steps][3] == "who-is-there-2"
    assert len({s.id for s in saved.steps}) == 4


def test_a_step_may_be_made_of_every_block(module, editor):
    steps = [*stored(module), step("All", text(), block("confidence", None))]
    publish(module, steps)
    assert save(editor, module, as_form(module)).status_code == 302

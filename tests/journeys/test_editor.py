"""An editor edits under a reader: what somebody has done stays done."""

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import EDITOR, add_person, bring_to_step
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

SLUG = "a-walk-in-three-steps"
MODULE = f"/modules/{SLUG}/"

WRITE_THE_MODULE = f"""
from uuid import uuid4
from learning.models import ModuleIndexPage, ModulePage

def block(kind, value):
    return {{"type": kind, "id": str(uuid4()), "value": value}}

def step(number, title):
    options = [
        block("item", {{"text": text, "right": right, "feedback": feedback}})
        for text, right, feedback in (
            ("Look up", True, "Then you see them."),
            ("Look down", False, "You would miss them."),
        )
    ]
    check = {{
        "question": f"Where do you look in part {{number}}?", "choose": "one",
        "options": options, "not_sure": "", "right": "", "not_quite": "",
    }}
    return block("step", {{
        "title": title, "slug": f"part-{{number}}", "minutes": 2, "lede": "",
        "body": [block("check", check)],
    }})

titles = ("Before you go", "On the way", "Back again")
module = ModulePage(
    title="A walk in three steps", slug={SLUG!r}, summary="One reader's own.",
    steps=[step(number, title) for number, title in enumerate(titles, start=1)],
)
ModuleIndexPage.objects.get().add_child(instance=module)
module.save_revision().publish()
print(module.pk)
"""


@pytest.fixture
def module_id(city):
    """A small module that nobody else reads, and that goes from the library after."""
    module_id = city.python(WRITE_THE_MODULE)
    yield module_id
    city.python(
        "from learning.models import ModulePage\n"
        f"ModulePage.objects.get(pk={module_id}).unpublish()"
    )


def test_progress_is_whole_after_rewording_and_removing_steps(city, visitor, module_id):
    mina = add_person(city, "Mina Ashdown-Rao")
    bring_to_step(city, mina, 2, SLUG)
    reader = visitor(mina.email, PHONE)
    reader.goto(MODULE + "part-2/")
    heading(reader, "On the way")
    answer(reader, "Look up")
    says(reader, "Then you see them.")

    editor = visitor(EDITOR)
    open_in_the_admin(editor, module_id)
    step_in_form(editor, 2).get_by_role("button", name="Toggle section").first.click()
    editor.locator("#steps-1-value-title").fill("Along the beck")
    publish(editor)

    press(reader, "Next: Back again")
    heading(reader, "Back again")
    reader.goto(MODULE)
    heading(reader, "A walk in three steps")
    says(reader, "Two of three steps finished. Next is step 3, “Back again”.")
    says(reader, "Along the beck")
    says_nothing_of(reader, "On the way")

    reader.get_by_role("link", name="Carry on with step 3").click()
    heading(reader, "Back again")
    open_in_the_admin(editor, module_id)
    delete_step(editor, 3)
    publish(editor)

    answer(reader, "Look up")
    heading(reader, "A walk in three steps")
    says(
        reader,
        "That question is no longer part of this module. What you did is kept.",
        "Every step is finished.",
    )
    reader.goto(MODULE + "part-3/")
    heading(reader, "A walk in three steps")
    says(reader, "That step is no longer part of this module. What you did is kept.")
    press(reader, "Finish")
    heading(reader, "That’s A walk in three steps, finished")


def answer(page, choice):
    page.get_by_label(choice).check()
    press(page, "Check my answer")


def open_in_the_admin(page, module_id):
    page.goto(f"/admin/pages/{module_id}/edit/")
    expect(step_in_form(page, 1)).to_be_visible()


def step_in_form(page, number):
    """A step as it lies in the form, folded."""
    title = page.locator(f"#steps-{number - 1}-value-title")
    return page.locator("[data-streamfield-child]", has=title)


def delete_step(page, number):
    step = step_in_form(page, number)
    step.get_by_role("button", name="Delete").first.click()
    expect(step).to_be_hidden()


def publish(page, change="Only the wording"):
    """Publish what stands in the form; a module says what has changed."""
    if change:
        page.get_by_label(change).check()
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    says(page, "published")

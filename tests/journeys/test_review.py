"""A module is written, warned about, mended, reviewed twice, published, and found."""

import re

import pytest
from playwright.sync_api import expect

from home.skeleton import ACCESS_TEAM, COMMUNICATIONS, EDITORS
from tests.journeys.cast import add_person
from tests.journeys.seeing import PHONE, heading, says, says_nothing_of

pytestmark = pytest.mark.journey

TITLE = "Saying thank you"
FIELD = "#steps-0-value-"
QUESTION = "#steps-0-value-body-0-value-"
OPTION = QUESTION + "options-{}-value-{}"
SILENT = "“What do you write back?”: an answer is not told why it is right or wrong."


@pytest.fixture
def staff(city):
    """An editor, a communications colleague and one of the access team; the module
    goes from the library afterwards."""
    people = {
        group: add_person(city, name)
        for group, name in (
            (EDITORS, "Ewa Lindqvist-Barrow"),
            (COMMUNICATIONS, "Rita Holroyd"),
            (ACCESS_TEAM, "Aki Marsden"),
        )
    }
    for group, person in people.items():
        city.python(
            "from django.contrib.auth.models import Group\n"
            "from people.models import User\n"
            f"person = User.objects.get(email={person.email!r})\n"
            f"person.groups.add(Group.objects.get(name={group!r}))"
        )
    yield people
    city.python(
        "from learning.models import ModulePage\n"
        f"for page in ModulePage.objects.filter(title={TITLE!r}).live():\n"
        "    page.unpublish()"
    )


def test_from_an_empty_form_to_the_reader(city, visitor, staff):
    author = visitor(staff[EDITORS].email)
    author.goto("/modules/")
    author.get_by_role("link", name="Write a new module").click()
    write_a_module(author)

    rules = author.locator("[data-house-rules]")
    rules.locator("summary").click()
    expect(rules).to_contain_text(SILENT)
    author.locator(OPTION.format(1, "feedback")).fill("Nobody knows you read it.")
    expect(rules).not_to_contain_text(SILENT)
    expect(rules).to_contain_text("Whoever finishes it is not thanked.")
    rules.locator("summary").click()

    look_at_the_first_step(author)
    send(author)
    says(author, "submitted for moderation", "Whoever finishes it is not thanked.")

    city.send_mail()
    approve(visitor(staff[COMMUNICATIONS].email))
    reader = visitor("", PHONE)
    reader.goto("/modules/")
    says_nothing_of(reader, TITLE)
    approve(visitor(staff[ACCESS_TEAM].email))

    reader.goto("/modules/")
    reader.get_by_role("link", name=TITLE).first.click()
    heading(reader, TITLE)
    reader.get_by_role("link", name="Begin with step 1").click()
    says(reader, "What do you write back?", "Thank you, Dilys.")
    city.send_mail()
    subjects = city.python(
        "from pages.models import Message\n"
        "rows = Message.objects.filter(kind__startswith='pages.', status='sent')\n"
        "rows = rows.filter(recipient__email__endswith='@journey.example')\n"
        "rows = rows.exclude(kind='pages.digest')\n"
        "print(sorted(set(rows.values_list('kind', flat=True))))"
    )
    assert subjects == "['pages.review-outcome', 'pages.to-review']"


def write_a_module(page):
    """A title, a summary, and one step with a question of two answers."""
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Why a short thank-you is worth a minute.")
    steps = page.locator("#panel-child-content-steps-section")
    click(steps.get_by_title("Insert a block").first)
    page.locator(FIELD + "title").fill("A minute well spent")
    page.locator(FIELD + "minutes").fill("1")
    step = page.locator("[data-streamfield-child]").first
    click(step.get_by_title("Insert a block").first)
    click(page.get_by_role("option", name="Question", exact=True))
    page.locator(QUESTION + "question").fill("What do you write back?")
    page.locator(OPTION.format(0, "text")).fill("Thank you, Dilys.")
    click(page.locator(OPTION.format(0, "right")))
    page.locator(OPTION.format(0, "feedback")).fill("Short, and by name.")
    page.locator(OPTION.format(1, "text")).fill("Nothing.")
    page.locator(QUESTION + "not_sure").fill("Think of who waits.")


def click(control):
    """Click it wherever it is by then: what the house rules say moves the form."""
    control.evaluate("control => control.click()")


def look_at_the_first_step(page):
    """Open the preview and see the step as a reader will.

    With the first draft that it keeps by itself Wagtail draws the panel of the preview
    anew, whatever has been chosen in it: then one chooses again.
    """
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("This is a preview.")).to_be_visible()
    choice = page.locator("#id_preview_mode")
    choice.select_option("step-1")
    if not _comes(preview):
        choice.select_option("step-1")
    expect(preview.get_by_text("What do you write back?")).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()


def _comes(preview):
    """Whether the step is shown before long."""
    try:
        expect(preview.get_by_text("What do you write back?")).to_be_visible(
            timeout=8000
        )
    except AssertionError:
        return False
    return True


def send(page):
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Submit to Communications").click()


def approve(page):
    """Find what waits on the first page of the admin, open it, and approve it."""
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    button = re.compile(r"^Approve( and Publish)?$")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=button).last.click()
    says(page, "has been updated")
    # It is not theirs to edit any more, and Wagtail would go on asking.
    page.close()

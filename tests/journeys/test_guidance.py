"""Guidance: read, said to be read, changed by an editor, asked again, taken away."""

from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import EDITOR, add_person
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of
from tests.journeys.test_editor import publish

pytestmark = pytest.mark.journey

NUMBERS = count(1)
TITLE = "Lifts and stairs"

WRITE_THE_PAGE = f"""
from datetime import date
from home.models import GuidanceIndexPage, GuidancePage

page = GuidancePage(
    title={TITLE!r}, slug="%s", summary="How to say that one is broken.",
    looked_after_by="digital access team",
    checked_on=date(2026, 11, 2), review_on=date(2099, 5, 2),
    body=[("text", "<p>Say which door has no steps.</p>")],
    changes=[
        ("change", {{"version": 1, "day": date(2026, 11, 2), "what": "The first."}})
    ],
)
GuidanceIndexPage.objects.live().get().add_child(instance=page)
page.save_revision().publish()
"""


@pytest.fixture
def slug(city):
    """A page that nobody else reads, and that goes from the list after."""
    slug = f"lifts-and-stairs-{next(NUMBERS)}"
    city.python(WRITE_THE_PAGE % slug)
    yield slug
    city.python(
        "from home.models import GuidancePage\n"
        f"GuidancePage.objects.get(slug={slug!r}).unpublish()"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_a_new_version_says_what_changed_and_asks_again(city, visitor, slug, scripts):
    mina = add_person(city, f"Mina {'With' if scripts else 'Without'} Ashdown-Rao")
    reader = visitor(mina.email, PHONE, scripts=scripts)
    reader.goto("/guidance/")
    heading(reader, "Guidance")
    reader.get_by_role("link", name=TITLE).click()
    heading(reader, TITLE)
    says_nothing_of(reader, "What changed since")
    press(reader, "I’ve read version 1")
    heading(reader, TITLE)
    says(reader, "We’ve noted that you have read version 1.")
    says(reader, "When it changes, this page asks you again.")

    editor = visitor(EDITOR)
    page_id = city.python(
        "from home.models import GuidancePage\n"
        f"print(GuidancePage.objects.get(slug={slug!r}).pk)"
    )
    editor.goto(f"/admin/pages/{page_id}/edit/")
    add_version(editor, 2, "2026-11-20", "Say how long the walk round is, too.")
    publish(editor, change="")

    reader.goto("/guidance/")
    says(reader, "Changed since you read it")
    reader.get_by_role("link", name=TITLE).click()
    heading(reader, TITLE)
    says(reader, "What changed since you read version 1, today")
    says(reader, "Say how long the walk round is, too.")
    press(reader, "I’ve read version 2")
    heading(reader, TITLE)
    says_nothing_of(reader, "What changed since")
    said = city.python(
        "from home.models import Acknowledgement\n"
        f"said = Acknowledgement.objects.filter(person__email={mina.email!r})\n"
        "print(sorted(said.values_list('version', flat=True)))"
    )
    assert said == "[1, 2]"


def test_a_resident_reads_it_and_takes_it_away(visitor, slug):
    reader = visitor(width=PHONE)
    reader.goto("/")
    reader.get_by_role("button", name="Menu").click()
    reader.get_by_role("link", name="Guidance", exact=True).click()
    reader.get_by_role("link", name=TITLE).click()
    heading(reader, TITLE)
    says(reader, "Say which door has no steps.", "Copy it, change it, say where")
    expect(reader.get_by_role("button", name="I’ve read")).to_have_count(0)
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Download the text").click()
    assert download.value.suggested_filename == f"{slug}-version-1.html"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Say which door has no steps." in text
    assert "creativecommons.org/licenses/by/4.0" in text


def test_a_colleague_reads_a_story_and_is_led_to_their_champion(city, visitor):
    mina = add_person(city, "Mina Listening Ashdown-Rao")
    reader = visitor(mina.email, PHONE)
    reader.goto("/")
    reader.get_by_role("link", name="Read Joan’s story").click()
    heading(reader, "“It’s the front desk with a longer queue”")
    says(reader, "Where it wasn’t the right tool")
    reader.get_by_role("link", name="Write to your own champion").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Priya")


def add_version(page, number, day, what):
    """Add one more version at the foot of the list, as the form of the page has it."""
    panel = page.locator("#panel-child-content-changes-section")
    panel.get_by_role("button", name="Insert a block").last.click()
    page.locator("#changes-1-value-version").fill(str(number))
    page.locator("#changes-1-value-what").fill(what)
    field = page.locator("#changes-1-value-day")
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    # It opens a moment after one comes to the field, and would then lie over the
    # button that publishes.
    field.click()
    expect(calendar).to_have_count(1)
    field.fill(day)
    field.press("Tab")
    expect(calendar).to_have_count(0)

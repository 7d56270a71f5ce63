"""A champion suggests a module to three people with a reason; one of them reads it on a
telephone, does it, and the champion sees so."""

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import (
    LIBRARIES,
    PRIYA,
    add_people,
    add_team,
    finish_module,
)
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

TEAM = f"/team/{LIBRARIES}/"
REASON = "You three have the Roundhill page from January, and I wish I had had this."


def test_a_module_is_suggested_with_a_reason_and_done(city, visitor):
    amara, bilal, cerys = add_people(
        city, "Amara Quist-Holloway", "Bilal Quist-Holloway", "Cerys Quist-Holloway"
    )
    champion = visitor(PRIYA)
    tick(champion, amara, bilal, cerys)
    fill_in(champion)
    send(champion, amara, bilal, cerys)

    (mail,) = post_of(city, bilal)
    assert subject_of(mail) == "Priya suggests a module for you"
    assert "Answering people well" in words_of(mail)
    assert REASON not in words_of(mail)

    asked = visitor(bilal.email, PHONE)
    asked.goto("/me/")
    section = asked.get_by_role("region", name="Suggested to you")
    says(section, "Priya suggested this today", REASON)
    assert_accessible(asked)
    assert_fits(asked)
    section.get_by_role("link", name="Answering people well", exact=True).click()
    heading(asked, "Answering people well")
    says(asked, "Priya suggested this today", REASON)
    finish_module(city, bilal)
    asked.goto("/me/")
    says_nothing_of(asked, REASON)

    champion.goto(TEAM)
    says(row_of(champion, bilal), "1 of 1 finished", "Finished ")
    says(row_of(champion, amara), "0 of 1 finished", "Not started, asked on")
    take_back(champion, amara)
    told = visitor(amara.email, PHONE)
    told.goto("/me/")
    says(told, "Priya has taken back the suggestion", "It can wait until spring.")
    assert_accessible(told)
    press(told, "Thank you, put this away Answering people well")
    says_nothing_of(told, "It can wait until spring.")


def row_of(page, person):
    return page.get_by_role("row").filter(has_text=person.name)


def tick(page, *people):
    page.goto(TEAM)
    press(page, "Suggest a module to those ticked")
    expect(
        page.get_by_text("Tick somebody first, or ask everyone.")
    ).to_be_in_viewport()
    for person in people:
        page.get_by_role("checkbox", name=f"Tick {person.name}").check()
    press(page, "Suggest a module to those ticked")
    heading(page, "Suggest a module")
    says(page, *[person.name for person in people])


def fill_in(page):
    page.get_by_label("Why you suggest it").fill(REASON)
    press(page, "Go on")
    says(page, "Choose a module")
    expect(page.get_by_label("Why you suggest it")).to_have_value(REASON)
    page.get_by_label("Answering people well").check()
    press(page, "Go on")


def send(page, *people):
    heading(page, "Suggest “Answering people well” to three people?")
    says(page, REASON, *[person.name for person in people])
    press(page, "Change something")
    expect(page.get_by_label("Answering people well")).to_be_checked()
    press(page, "Go on")
    press(page, "Suggest it to three people")
    says(page, "You suggested “Answering people well” to")
    assert_accessible(page)


def take_back(page, person):
    page.goto(f"{TEAM}?show=asked")
    says(page, "Asked to do a module, and it is not finished yet.")
    page.get_by_role("link", name=f"Take it back from {person.name}").click()
    heading(page, "Take “Answering people well” back")
    page.get_by_label("What you would like to say about it").fill(
        "It can wait until spring."
    )
    press(page, "Take it back")
    says(page, "You took it back.", "Priya took it back today:")
    heading(page, person.name)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_five_people_one_spoken_to_one_set_aside(city, visitor, scripts):
    service = add_team(city, "scripts" if scripts else "plain")
    page = visitor(f"champion.{service}@journey.example", PHONE, scripts=scripts)
    page.goto(f"/team/{service}/")
    five = page.get_by_role("region", name="people to speak to this week")
    expect(five.locator("ol.soc-people > li")).to_have_count(5)
    assert_accessible(page)
    assert_fits(page)
    names = five.locator("ol.soc-people h3").all_inner_texts()

    press(page, f"Spoken to {names[0]}")
    says(page, f"You spoke to {names[0]} today.")
    assert_in_sight(page, f"You spoke to {names[0]} today.")
    press(page, f"Not now {names[1]}")
    assert_in_sight(page, f"You noted “not now” for {names[1]} today.")
    page.keyboard.press("Tab")
    undo = page.get_by_role("status").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    says(page, "may be named again")
    assert_in_sight(page, "may be named again")
    expect(five.get_by_role("heading", name=names[1])).to_be_visible()
    press(page, f"Not now {names[1]}")

    page.goto(f"/team/{service}/")
    now = five.locator("ol.soc-people h3").all_inner_texts()
    assert names[0] not in now and names[1] not in now
    assert len(now) == 5
    page.get_by_text("How people are chosen").click()
    says(page, "asked for help before today, and has had no answer")
    page.get_by_text("Who is left out for now").click()
    says(page, f"You noted “not now” for {names[1]} today. Not named again before")
    assert_accessible(page)


def assert_in_sight(page, words):
    """What has just happened is said where one looks, and has the focus."""
    said = page.locator("#said-five")
    expect(said).to_contain_text(words)
    expect(said).to_be_focused()
    expect(said.get_by_text(words)).to_be_in_viewport()


def test_the_team_prints_as_a_plain_list(city, visitor):
    service = add_team(city, "printed")
    page = visitor(f"champion.{service}@journey.example", width=700)
    page.goto(f"/team/{service}/")
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Who has done what")).to_be_visible()
    says(page, "Nora Team-of-printed", "0 of 1 finished")
    for words in ("to speak to this week", "Your next cafés", "Print this list"):
        expect(page.get_by_text(words).first).to_be_hidden()
    expect(page.get_by_role("checkbox").first).to_be_hidden()

"""A champion on Monday: whom to speak to, a word in the corridor, finding people, a
question that ends in a 1-2-1, and the list to take away."""

import csv
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import add_team
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import entry_of, post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

QUESTION = "A reporter has written to our page. Whom do I ask before I answer?"
FREE = "Any afternoon but Friday"


def test_a_champion_on_monday(city, visitor):
    service = add_team(city, "monday")
    asker = visitor(f"tess.{service}@journey.example", PHONE)
    ask(asker)
    champion = visitor(f"champion.{service}@journey.example")
    see_the_team(champion)
    speak_to_one(champion)
    note_a_word_in_the_corridor(champion)
    offer_times(champion)
    meet(city, asker, champion, service)
    find_people(champion)
    take_the_list_away(champion)


def ask(page):
    page.goto("/help/ask/")
    heading(page, "Ask Chloe, your champion")
    page.get_by_label("What it is about").select_option(index=1)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("When you are free, if you’d rather talk").fill(FREE)
    press(page, "Send to Chloe")
    says(page, "Sent to Chloe.")


def see_the_team(page):
    page.goto("/")
    page.get_by_role("link", name="My team").click()
    heading(page, "My team")
    says(page, QUESTION)
    five = page.get_by_role("region", name="people to speak to this week")
    expect(five.locator("ol.soc-people > li")).to_have_count(5)
    assert_fits(page)


def speak_to_one(page):
    second = page.locator("ol.soc-people h3").nth(1).inner_text()
    press(page, f"Spoken to {second}")
    says(page, f"You spoke to {second} today.")


def note_a_word_in_the_corridor(page):
    page.get_by_role("link", name="Uma Team-of-monday").first.click()
    heading(page, "Uma Team-of-monday")
    page.get_by_role("link", name="Note help that you gave").click()
    heading(page, "Help you gave")
    press(page, "Note it")
    says(page, "Choose about how long it took")
    page.get_by_label("In one line, if you like").fill("Where the old posts are.")
    page.get_by_role("radio").first.check()
    press(page, "Note it")
    says(page, "Noted. Thank you for your time.", "“Where the old posts are.”")
    assert_accessible(page)


def offer_times(page):
    page.goto("/team/")
    page.get_by_role("link", name="Answer Tess").first.click()
    heading(page, "Tess asks")
    says(page, QUESTION, FREE)
    page.get_by_role("link", name="Offer times for a 1-2-1 instead").click()
    heading(page, "Offer times for a 1-2-1")
    press(page, "Offer these times")
    says(page, "Write the day", "Write when it starts")
    page.get_by_label("Where, or a link").fill("My desk, second floor")
    for number, (legend, clock) in enumerate(
        [("First time", "2pm"), ("Second time, if you like", "3.30pm")]
    ):
        group = page.get_by_role("group", name=legend)
        day = date.today() + timedelta(days=20 + number)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(value))
        group.get_by_label("Starts at").fill(clock)
    press(page, "Offer these times")
    says(page, "Offered. Tess picks one", "None is picked yet.")
    assert_accessible(page)


def meet(city, asker, champion, service):
    mail = post_of(city, f"tess.{service}@journey.example")[-1]
    assert subject_of(mail) == "There is an answer to your question"
    assert "reporter" not in words_of(mail)
    asker.goto("/help/")
    asker.get_by_role("link", name="A reporter has written").click()
    heading(asker, "Your question")
    assert_fits(asker)
    asker.get_by_role("button", name="3.30pm").click()
    heading(asker, "Your 1-2-1")
    says(asker, "Agreed. The entry for your calendar", "My desk, second floor")
    given = [
        entry_of(post_of(city, f"{who}.{service}@journey.example")[-1])
        for who in ("tess", "champion")
    ]
    assert given[0].uid == given[1].uid
    assert {entry.method for entry in given} == {"REQUEST"}
    champion.reload()
    says(champion, "You meet on")


def find_people(page):
    page.goto("/team/")
    says(page, "Who has done what")
    page.get_by_text("Find people, and put them in order").click()
    page.get_by_label("Name", exact=True).fill("ruth")
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.locator("#team-list tbody tr")).to_have_count(1)
    says(page.locator("#team-list"), "Ruth Team-of-monday")
    assert_accessible(page)
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_label("How far").select_option("Stopped part way")
    expect(page.locator("#team-list tbody tr")).to_have_count(8)
    says_nothing_of(page.locator("#team-list tbody"), "Chloe")


def take_the_list_away(page):
    says(page, "Take these people away:", "It names people and what they have done")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()
    text = coming.value.path().read_text("utf-8-sig")
    head, *rows = csv.reader(text.splitlines())
    assert head[:3] == ["Name", "Service", "Job title"]
    assert len(rows) == 8
    at = head.index("Answering people well")
    assert {row[at].partition(",")[0] for row in rows} == {"Step 1 of 5"}
    assert QUESTION not in text

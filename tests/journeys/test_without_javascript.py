"""The path of a member of staff in a browser that runs no scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import ANSWERING, add_person, bring_to_step
from tests.journeys.conftest import assert_fits
from tests.journeys.post import entry_of, post_of
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

PASSWORD = "seven green kettles"


def test_from_sign_in_to_a_booked_cafe_without_javascript(city, visitor):
    osman = add_person(city, "Osman Tetteh-Lowe", password=PASSWORD)
    bring_to_step(city, osman, 3)
    page = visitor(width=PHONE, scripts=False)

    page.goto("/")
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Your work e-mail").fill(osman.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    says(page, "Next is step 3, “Someone is upset”.")
    page.get_by_role("link", name="Carry on with step 3").click()

    practise(page)
    answer_the_questions(page)
    finish(page)
    book(page)
    (mail,) = post_of(city, osman)
    given = entry_of(mail)
    give_back(page)
    taken = entry_of(post_of(city, osman)[-1])
    assert (given.method, taken.method) == ("REQUEST", "CANCEL")
    assert given.uid == taken.uid


def practise(page):
    heading(page, "Someone is upset")
    page.get_by_label("Please report repairs using our online form").check()
    press(page, "See what happens")
    says(
        page,
        "I’m ringing the newspaper",
        "it tells her that nobody read what she wrote",
    )
    heading(page, "Someone is upset")
    page.get_by_role("link", name="Try a different reply").click()
    page.get_by_label("I’m walking over to the repairs desk").check()
    press(page, "See what happens")
    says(page, "First one who’s answered me", "Nearly half past. I knew it")
    says_nothing_of(page, "I’m ringing the newspaper")
    press(page, "Next: When to pass it on")


def answer_the_questions(page):
    heading(page, "When to pass it on")
    first = page.get_by_role("region", name="Under a library post about revision")
    first.get_by_label("Hide the comment").check()
    press(first, "Check my answer")
    says(page, "Not quite.", "it would prove them right: nobody noticed")
    heading(page, "When to pass it on")
    expect(page).to_have_title(
        "Not quite: When to pass it on, step 4 of 5, Answering people well – Sociable"
    )
    first.get_by_label("Ring 999 if it could be now").check()
    press(first, "Check my answer")
    says(page, "Yes.")
    second = page.get_by_role("region", name="Which would you pass to someone else?")
    second.get_by_label("No carer for my mum since Tuesday").check()
    second.get_by_label("Writing a piece for the Echo").check()
    press(second, "Check my answer")
    says(page, "Those two need someone who can act on a case")
    press(page, "Next: Your own first answer")


def finish(page):
    heading(page, "Your own first answer")
    press(page, "See what is left to do")
    heading(page, "Answering people well")
    says(
        page, "That was the last step. Still to do: tick off “I have written an answer"
    )
    page.goto(ANSWERING + "your-own-first-answer/")
    press(page, "Tick it off")
    says(page, "Ticked off: I have written an answer to one message")
    press(page, "To the end page")
    heading(page, "That’s Answering people well, finished")
    page.get_by_text("Write it down").click()
    page.get_by_role("textbox", name="One thing I will try").fill("Read it aloud.")
    page.get_by_label("Day", exact=True).fill("41")
    page.get_by_label("Month").fill("12")
    press(page, "Keep this")
    says(page, "There is no such day. Check the day and the month.")
    page.get_by_label("Day", exact=True).fill("")
    page.get_by_label("Month").fill("")
    press(page, "Keep this")
    says(page, "You wrote: “Read it aloud.”")
    page.get_by_role("link", name="Open and print").click()
    heading(page, "Your certificate")
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_hidden()
    page.go_back()


def book(page):
    page.get_by_role("link", name="See the café and book").click()
    heading(page, "When someone is cross with us")
    page.get_by_label("I’ve done some").check()
    press(page, "Book my place")
    heading(page, "You have a place, Osman")
    assert_fits(page, PHONE)


def give_back(page):
    page.get_by_text("Give my place back").click()
    press(page, "Yes, give it back")
    says(page, "You have given your place back. Thank you for saying so.")


def test_the_library_is_narrowed_down_without_javascript(visitor):
    page = visitor(width=PHONE, scripts=False)
    page.goto("/modules/")
    heading(page, "Modules")
    expect(page.get_by_role("link", name="Cafés").first).to_be_visible()
    page.get_by_label("10 minutes or less").check()
    press(page, "Show modules")
    says(page, "None of them fits")
    page.get_by_role("link", name="Clear choices").first.click()
    says(page, "Your own account and your job")

"""A member of staff on a phone between two visits: resumes, finishes, books, is given
a place, gives it back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import add_people, add_person, add_session, bring_to_step
from tests.journeys.conftest import assert_accessible
from tests.journeys.post import entry_of, post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says

pytestmark = pytest.mark.journey

PASSWORD = "seven green kettles"


def test_the_sample_buttons_and_the_form_both_let_somebody_in(visitor):
    page = visitor(width=PHONE)
    page.goto("/me/")
    heading(page, "Sign in")
    press(page, "Sam Okonkwo-Whitfield, a member of staff")
    expect(page).to_have_url("/me/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(", Sam")
    press(page, "Menu")
    press(page, "Sign out")
    says(page, "You are signed out.")
    page.goto("/me/")
    page.get_by_label("Your work e-mail").fill("learner@sociable.example")
    page.get_by_label("Password", exact=True).fill("sociable")
    press(page, "Sign in")
    expect(page).to_have_url("/me/")


def test_from_sign_in_to_a_finished_module_and_a_booked_cafe(city, visitor):
    nell = add_person(city, "Nell Hartley-Osei", password=PASSWORD)
    bring_to_step(city, nell, 3)
    page = visitor(width=PHONE)
    sign_in_by_the_form(page, nell)
    resume_where_one_was(page)
    practise(page)
    answer_the_questions(page)
    do_the_last_step(page)
    look_at_the_end(page)
    code = open_the_certificate(page)
    check_the_code_as_a_stranger(visitor(width=PHONE), code)
    book_the_cafe_that_follows(page)
    given = read_the_invitation(city, nell)
    give_the_place_back(page)
    taken = entry_of(post_of(city, nell)[-1])
    assert taken.method == "CANCEL"
    assert taken.uid == given.uid
    assert taken.sequence > given.sequence


def sign_in_by_the_form(page, person):
    page.goto("/sign-in/")
    page.get_by_label("Your work e-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    expect(page).to_have_url("/me/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f", {person.called}")


def resume_where_one_was(page):
    says(
        page,
        "Where you stopped today",
        "Two of five steps finished. Next is step 3, “Someone is upset”.",
        "About 13 minutes left.",
        "Priya Raman",
        "None booked. You can come to one before you have done a module.",
    )
    assert_accessible(page)
    page.get_by_role("link", name="Carry on with step 3").click()
    heading(page, "Someone is upset")
    says(page, "Step 3 of 5")


def practise(page):
    talk = page.get_by_role("region", name="Mrs Adeyemi’s heating")
    talk.get_by_label("Oh no, that’s awful").check()
    press(page, "See what happens")
    says(
        talk,
        "Oh thank God. We’ll stay up for them",
        "She is going to wait up on your word.",
        "Nobody came. We sat up till eleven in our coats.",
    )
    assert "Oh thank God" in page.evaluate("document.activeElement.textContent")
    assert_accessible(page)
    press(page, "Try a different reply")
    talk.get_by_label("I’m walking over to the repairs desk").check()
    press(page, "See what happens")
    says(talk, "Thank you Joe. First one who’s answered me.")
    expect(talk.get_by_text("We’ll stay up for them")).to_have_count(0)
    talk.get_by_label("Still here, Mrs Adeyemi.").check()
    press(page, "See what happens")
    says(talk, "They rang. Man’s bringing two heaters", "No news, on time, is still")
    assert_accessible(page)
    press(page, "Next: When to pass it on")
    heading(page, "When to pass it on")


def answer_the_questions(page):
    says(page, "You can go on without answering.")
    first = page.get_by_role("region", name="Under a library post about revision")
    press(first, "Check my answer")
    says(first, "Choose an answer first.")
    first.get_by_label("Reply at once and ask if they are all right").check()
    press(first, "Check my answer")
    says(
        first,
        "Not quite.",
        "Ring first, then reply.",
        "Choose again when you are ready.",
    )
    assert_accessible(page)
    first.get_by_label("Ring 999 if it could be now").check()
    press(first, "Check my answer")
    says(first, "Yes.", "The call brings someone who can find them.")
    second = page.get_by_role("region", name="Which would you pass to someone else?")
    second.get_by_label("No carer for my mum since Tuesday").check()
    press(second, "Check my answer")
    says(second, "What you chose is right, and there is more to find.")
    second.get_by_label("Writing a piece for the Echo").check()
    press(second, "Check my answer")
    says(second, "Those two need someone who can act on a case")
    says(page, "We have kept your place. You can stop here.")
    assert_accessible(page)
    press(page, "Next: Your own first answer")
    heading(page, "Your own first answer")


def do_the_last_step(page):
    press(page, "Tick it off")
    says(page, "Ticked off: I have written an answer to one message")
    page.get_by_role("textbox", name="One thing I will try").fill(
        "Write again at the time I said."
    )
    page.get_by_label("Day", exact=True).fill("7")
    page.get_by_label("Month").fill("12")
    press(page, "Keep this")
    says(page, "Written down; you can change it")
    assert_accessible(page)
    press(page, "Finish")


def look_at_the_end(page):
    heading(page, "That’s Answering people well, finished")
    says(
        page,
        "Thank you, Nell. The next Mrs Adeyemi will be glad of it.",
        "Before you began you said “Not very sure”.",
        "You wrote: “Write again at the time I said.” For " + the_seventh_of_december(),
        "When someone is cross with us",
    )
    page.get_by_label("Fairly sure").check()
    press(page, "Save and go to my page")
    says(
        page,
        "Thank you. Your answer is saved.",
        "Not very sure, then fairly sure",
        "“Write again at the time I said.”",
        "It follows “Answering people well”, which you have finished.",
    )
    assert_accessible(page)


def the_seventh_of_december():
    today = date.today()
    day = date(today.year, 12, 7)
    if day < today:
        return f"{date(today.year + 1, 12, 7):%A} 7 December {today.year + 1}."
    return f"{day:%A} 7 December."


def open_the_certificate(page):
    page.get_by_role("link", name="Certificate for Answering people well").click()
    heading(page, "Your certificate")
    says(page, "Nell Hartley-Osei", "Libraries and community hubs", "Priya Raman")
    return page.url.rstrip("/").rpartition("/")[2]


def check_the_code_as_a_stranger(stranger, code):
    stranger.goto("/certificates/")
    heading(stranger, "Check a certificate")
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    stranger.get_by_label("Check code").fill(wrong)
    press(stranger, "Check it")
    says(stranger, "We have given no certificate with this code.")
    assert_accessible(stranger)
    spaced = " ".join(code[i : i + 4] for i in range(0, 16, 4)).lower()
    stranger.get_by_label("Check code").fill(spaced)
    press(stranger, "Check it")
    heading(stranger, "This certificate is genuine")
    says(stranger, "Nell Hartley-Osei", "Answering people well")


def book_the_cafe_that_follows(page):
    page.goto("/me/")
    page.get_by_role("link", name="Café: When someone is cross with us").click()
    heading(page, "When someone is cross with us")
    says(page, "Getting in and about", "Level from the street, automatic door.", "left")
    page.get_by_label("What do you hope to take home?").fill("To be less afraid of it")
    press(page, "Book my place")
    heading(page, "Book a place")
    says(page, "Say how much you have used it, so that we can seat you well")
    expect(page.get_by_label("What do you hope to take home?")).to_have_value(
        "To be less afraid of it"
    )
    page.get_by_label("It’s new to me").check()
    page.get_by_label("A seat near the door").check()
    press(page, "Book my place")
    heading(page, "You have a place, Nell")
    page.goto("/me/")
    mine = page.get_by_role("region", name="My cafés")
    says(mine, "When someone is cross with us", "You have a place")


def read_the_invitation(city, person):
    mail = post_of(city, person)[-1]
    assert subject_of(mail).startswith(
        "You have a place: When someone is cross with us"
    )
    assert mail["To"] == person.email
    assert "Compton Community Hub, First floor, by the lift" in words_of(mail)
    assert {part.get_content_type() for part in mail.walk()} >= {
        "text/plain",
        "text/html",
        "text/calendar",
    }
    entry = entry_of(mail)
    assert entry.method == "REQUEST"
    return entry


def give_the_place_back(page):
    page.get_by_role("region", name="My cafés").get_by_role("link").first.click()
    heading(page, "You have a place, Nell")
    page.get_by_text("Give my place back").click()
    press(page, "Yes, give it back")
    says(page, "You have given your place back. Thank you for saying so.")
    expect(page.get_by_role("button", name="Book my place")).to_be_visible()
    assert_accessible(page)


def test_the_first_in_the_queue_has_the_place_that_is_given_back(city, visitor):
    ann, bea, cy, dee = add_people(
        city, "Ann Thornber", "Bea Ollerenshaw", "Cy Mukherjee", "Dee Abara"
    )
    session = add_session(city, places=1, people=[ann], waiting=[bea, cy])
    address = f"/cafes/sessions/{session}/"

    last = visitor(dee.email, PHONE)
    last.goto(address)
    says(last, "Full. Two people waiting")
    last.get_by_label("I’ve done some").check()
    press(last, "Put me on the waiting list")
    says(last, "You are third on the waiting list")
    assert_accessible(last)

    first = visitor(bea.email, PHONE)
    first.goto(address)
    says(first, "You are first on the waiting list", "The one place is taken.")

    holder = visitor(ann.email, PHONE)
    holder.goto(address)
    heading(holder, "You have a place, Ann")
    holder.get_by_text("Give my place back").click()
    press(holder, "Yes, give it back")
    says(holder, "You have given your place back.")

    first.reload()
    heading(first, "You have a place, Bea")
    last.reload()
    says(last, "You are second on the waiting list")
    mail = post_of(city, bea)[-1]
    assert subject_of(mail).startswith("A place came free for you")
    assert entry_of(mail).method == "REQUEST"
    assert post_of(city, cy) == []
    last.get_by_text("Take me off the list").click()
    press(last, "Yes, take me off")
    says(last, "You are off the waiting list.")

"""What can go wrong between two presses, and what somebody is told then."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import (
    ANSWERING,
    ORGANISER,
    PRIYA,
    add_people,
    add_person,
    add_session,
    bring_to_step,
    finish_module,
)
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import post_of
from tests.journeys.seeing import PHONE, heading, press, says

pytestmark = pytest.mark.journey

LONG_NAME = (
    "Bartholomewina Oluwafunmilayo "
    "Umbrasandathwaitehollinworthaveringstonebrackendalehamee "
    "Castellano-Rutherglen-Szczepańska"
)


def open_to_book(visitor, person, session, **options):
    page = visitor(person.email, PHONE, **options)
    page.goto(f"/cafes/sessions/{session}/")
    page.get_by_label("I’ve done some").check()
    return page


def change(city, session, code):
    """Something happens to a session while somebody looks at it."""
    city.python(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from cafes import booking, scheduling\n"
        "from cafes.models import Session\n"
        "from people.models import User\n"
        f"session = Session.objects.get(pk={session})\n{code}"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_double_click_books_once_and_writes_once(city, visitor, scripts):
    person = add_person(city, f"Abel Quick-{scripts}")
    session = add_session(city)
    page = open_to_book(visitor, person, session, scripts=scripts)
    page.get_by_role("button", name="Book my place").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have a place, Abel")
    bookings = city.python(
        "from cafes.models import Booking\n"
        f"print(Booking.objects.filter(person__email={person.email!r}).count())"
    )
    assert bookings == "1"
    assert len(post_of(city, person)) == 1


def test_a_session_that_has_begun_meanwhile_is_not_booked(city, visitor):
    person, session = add_person(city, "Bram Late"), add_session(city)
    page = open_to_book(visitor, person, session)
    change(
        city,
        session,
        "Session.objects.filter(pk=session.pk).update("
        "starts_at=timezone.now() - timedelta(minutes=1))",
    )
    press(page, "Book my place")
    says(page, "This café has begun, so it can’t be booked any more.")
    says(page, "This one has begun")
    assert_accessible(page)
    assert post_of(city, person) == []


def test_the_last_place_went_meanwhile(city, visitor):
    quick, slow = add_people(city, "Cleo First", "Dov Second")
    session = add_session(city, places=1)
    page = open_to_book(visitor, slow, session)
    change(
        city,
        session,
        f"person = User.objects.get(email={quick.email!r})\n"
        "booking.book(session, person, experience='used')",
    )
    press(page, "Book my place")
    says(
        page,
        "The last place went while you were filling this in, so you are on the "
        "waiting list.",
        "You are first on the waiting list",
    )
    assert_accessible(page)


def test_a_session_cancelled_meanwhile_says_why(city, visitor):
    person, session = add_person(city, "Edda Hopeful"), add_session(city)
    page = open_to_book(visitor, person, session)
    change(city, session, "scheduling.cancel(session, 'The roof leaks.')")
    press(page, "Book my place")
    says(page, "This café was cancelled before you booked.", "The roof leaks.")
    assert_accessible(page)


def test_a_session_that_is_gone_leads_to_the_next_ones(city, visitor):
    person, session = add_person(city, "Fay Wanderer"), add_session(city)
    page = open_to_book(visitor, person, session)
    change(city, session, "session.delete()")
    press(page, "Book my place")
    heading(page, "We can’t find that café")
    says(page, "The next ones are", "When someone is cross with us")


def test_a_plan_sent_while_the_database_is_away_stays_in_the_page(city, visitor):
    person = add_person(city, "Gita Patient")
    bring_to_step(city, person, 5)
    page = visitor(person.email, PHONE)
    address = ANSWERING + "your-own-first-answer/"
    page.goto(address)
    plan = page.get_by_role("region", name="One thing I will try")
    plan.get_by_role("textbox").first.fill("Say sorry first.")
    page.route(f"**{address}", lambda route: route.fulfill(status=503, body="away"))
    plan.get_by_role("button", name="Keep this").click()
    says(page, "Something of ours is away or broken")
    assert_accessible(page)
    expect(plan.get_by_role("textbox").first).to_have_value("Say sorry first.")
    page.unroute(f"**{address}")
    plan.get_by_role("button", name="Keep this").click()
    says(page, "Written down; you can change it")
    expect(page.get_by_text("Something of ours is away")).to_be_hidden()


def test_a_question_sent_without_a_connection_stays_in_the_page(city, visitor):
    person = add_person(city, "Gwen Nosignal")
    bring_to_step(city, person, 3)
    page = visitor(person.email, PHONE)
    page.goto(ANSWERING + "someone-is-upset/")
    page.get_by_label("Your question").fill("May I say sorry first?")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    says(page, "You have no connection just now, so what you did last is not saved.")
    assert_accessible(page)
    expect(page.get_by_label("Your question")).to_have_value("May I say sorry first?")
    page.context.set_offline(False)
    says(page, "You are connected again.")
    expect(page.get_by_text("You have no connection just now")).to_be_hidden()
    page.wait_for_timeout(1100)  # a double press is let through once a second
    page.get_by_role("button", name="Send").click()
    says(page, "We’ll write to you when there is an answer.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_plan_is_not_lost_by_pressing_next_nor_with_the_session(
    city, visitor, scripts
):
    person = add_person(city, f"Gus Hasty-{scripts}")
    bring_to_step(city, person, 5)
    page = visitor(person.email, PHONE, scripts=scripts)
    page.goto(ANSWERING + "your-own-first-answer/")
    plan = page.get_by_role("region", name="One thing I will try")
    plan.get_by_role("textbox").first.fill("Say sorry first.")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    press(page, "See what is left to do")
    heading(page, "Sign in")
    page.context.add_cookies(cookies)
    page.goto("/me/unsent/open/")
    heading(page, "Your own first answer")
    expect(plan.get_by_role("textbox").first).to_have_value("Say sorry first.")
    press(page, "See what is left to do")
    says(page, "We have written down what you will try.")


def test_two_tabs_do_no_harm(city, visitor):
    person, session = add_person(city, "Gwil Twofold"), add_session(city)
    bring_to_step(city, person, 3)
    one = visitor(person.email)
    other = one.context.new_page()
    for tab in (one, other):
        tab.goto(ANSWERING + "someone-is-upset/")
    press(one, "Next: When to pass it on")
    heading(one, "When to pass it on")
    press(other, "Next: When to pass it on")
    heading(other, "When to pass it on")
    for tab in (one, other):
        tab.goto(f"/cafes/sessions/{session}/")
        tab.get_by_label("I’ve done some").check()
    press(one, "Book my place")
    heading(one, "You have a place, Gwil")
    press(other, "Book my place")
    heading(other, "You have a place, Gwil")
    one.get_by_text("Give my place back").click()
    press(one, "Yes, give it back")
    says(one, "You have given your place back.")
    other.get_by_text("Give my place back").click()
    press(other, "Yes, give it back")
    expect(other.get_by_role("button", name="Book my place")).to_be_visible()
    one.goto("/me/")
    says(one, "Three of five steps finished.", "None booked.")
    press(one, "Sign out")
    says(one, "You are signed out.")
    other.get_by_label("I’ve done some").check()
    press(other, "Book my place")
    heading(other, "Sign in")


def test_a_browser_without_cookies_is_told_what_to_do(
    city, browser_type, browser_type_launch_args, tmp_path
):
    settings = tmp_path / "Default" / "Preferences"
    settings.parent.mkdir()
    no_cookies = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    settings.write_text(json.dumps(no_cookies))
    with browser_type.launch_persistent_context(
        tmp_path, **browser_type_launch_args, base_url=city.url
    ) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        says(page, "your browser needs to allow them")
        page.get_by_label("Your work e-mail").fill("learner@sociable.example")
        page.get_by_label("Password", exact=True).fill("sociable")
        press(page, "Sign in")
        heading(page, "We couldn’t take that form")
        says(page, "Nothing was changed.", "your browser may be refusing cookies")
        assert context.cookies() == []


def test_a_name_of_120_characters_fits_a_phone(city, visitor):
    assert len(LONG_NAME) == 120
    person = add_person(city, LONG_NAME)
    session = add_session(city, minutes_ahead=-10, people=[person])
    code = finish_module(city, person)
    for who, path in (
        (person.email, "/me/"),
        (person.email, "/me/details/"),
        (person.email, f"/certificates/{code}/"),
        (PRIYA, "/team/libraries-and-community-hubs/"),
        (ORGANISER, f"/organise/{session}/"),
        (ORGANISER, f"/organise/{session}/register/"),
    ):
        page = visitor(who, PHONE)
        page.goto(path)
        expect(page.get_by_text("Umbrasandathwaite").last).to_be_attached()
        assert_fits(page, PHONE)
        assert_accessible(page)


def test_the_open_session_of_a_leaver_ends(city, visitor):
    password = "seven green kettles"
    person = add_person(city, "Hugh Goodbye", password=password)
    page = visitor(person.email, PHONE)
    page.goto(ANSWERING + "who-is-on-the-other-end/")
    heading(page, "Who is on the other end")
    city.python(
        "from people import leaving\n"
        "from people.models import User\n"
        f"leaving.leave(User.objects.get(email={person.email!r}))"
    )
    page.goto("/me/")
    heading(page, "Sign in")
    page.get_by_label("Your work e-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")
    heading(page, "You can’t sign in at the moment")
    says(page, "you no longer work here", "0113 496 0182")
    page.goto("/me/")
    heading(page, "Sign in")

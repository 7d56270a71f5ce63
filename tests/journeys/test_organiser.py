"""An organiser: plans a session, moves it, sees who comes, takes the register at the
door, cancels another."""

from datetime import date, timedelta
from time import sleep

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import ORGANISER, add_people, add_session
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import entry_of, post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says

pytestmark = pytest.mark.journey

FIRST_DAY = date.today() + timedelta(days=45)
SECOND_DAY = FIRST_DAY + timedelta(days=1)


def in_full(day):
    return f"{day:%A} {day.day} {day:%B %Y}"


def test_a_session_is_planned_booked_and_moved(city, visitor):
    rose, finn = add_people(city, "Rose Nakagawa", "Finn Abdelrahman")
    page = visitor(ORGANISER)
    page.goto("/organise/")
    heading(page, "Running cafés")
    page.get_by_role("link", name="Plan a session").click()
    heading(page, "Plan a session")
    write_it_badly(page)
    write_it_well(page)
    session = page.url.rstrip("/").rpartition("/")[2]

    for person, needs in ((rose, "A seat near the door"), (finn, "")):
        book(visitor(person.email, PHONE), session, needs)
    first = entry_of(post_of(city, rose)[-1])
    page.reload()
    heading(page, "Bring anything: open table")
    says(page, "Two people with places", "Rose Nakagawa", "Finn Abdelrahman")
    says(page.get_by_role("row").filter(has_text="Rose"), "A seat near the door")
    says(page.get_by_role("row").filter(has_text="Finn"), "Nothing asked for")
    assert_fits(page, PHONE)

    move(page)
    for person in (rose, finn):
        mail = post_of(city, person)[-1]
        assert subject_of(mail).startswith("This café has moved")
        assert f"Now it is: {in_full(SECOND_DAY)}, 11am to 12 noon" in words_of(mail)
        moved = entry_of(mail)
        assert moved.method == "REQUEST"
        assert (moved.uid, moved.sequence > first.sequence) == (first.uid, True)
        assert moved.starts.date() == SECOND_DAY


def write_it_badly(page):
    page.get_by_label("Which café").select_option("Bring anything: open table")
    write_day(page, FIRST_DAY)
    page.get_by_label("Starts at").fill("3pm")
    page.get_by_label("Ends at").fill("2pm")
    page.get_by_label("Hosts").fill("Kwame Darko\nNobody Atall")
    press(page, "Put it on the list")
    summary = page.get_by_role("alert")
    says(
        summary,
        "It ends before it starts",
        "Choose a room, or write the link to meet online",
        "There is nobody here called “Nobody Atall”. Try their e-mail",
    )
    expect(page).to_have_title("Error: Plan a session – Sociable")
    assert_accessible(page)
    for label, typed in (
        ("Starts at", "3pm"),
        ("Ends at", "2pm"),
        ("Hosts", "Kwame Darko\nNobody Atall"),
        ("Places", "12"),
        ("Month", str(FIRST_DAY.month)),
        ("Year", str(FIRST_DAY.year)),
    ):
        expect(page.get_by_label(label, exact=True)).to_have_value(typed)
    chosen = page.get_by_label("Which café").locator("option:checked")
    expect(chosen).to_have_text("Bring anything: open table")
    summary.get_by_role("link", name="It ends before it starts").click()
    expect(page.get_by_label("Ends at")).to_be_focused()


def write_it_well(page):
    page.get_by_label("Ends at").fill("4.30pm")
    page.get_by_label("Where", exact=True).select_option("Calverley House")
    page.get_by_label("Room", exact=True).fill("Room 2.1")
    page.get_by_label("Hosts").fill("Kwame Darko")
    press(page, "Put it on the list")
    heading(page, "Bring anything: open table")
    says(
        page,
        "It is on the list, and can be booked now.",
        f"{in_full(FIRST_DAY)}, 3pm to 4.30pm, Calverley House, Room 2.1",
        "Hosted by Kwame Darko",
        "Nobody has booked yet",
    )


def write_day(page, day):
    when = page.get_by_role("group", name="Day")
    when.get_by_label("Day").fill(str(day.day))
    when.get_by_label("Month").fill(str(day.month))
    when.get_by_label("Year").fill(str(day.year))


def book(page, session, needs):
    page.goto(f"/cafes/sessions/{session}/")
    page.get_by_label("I’ve done some").check()
    if needs:
        page.get_by_label(needs).check()
    press(page, "Book my place")
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have a place")


def move(page):
    page.get_by_role("link", name="Change the session").click()
    heading(page, "Change the session")
    page.get_by_label("Places").fill("1")
    press(page, "Change it")
    says(page, "There can’t be fewer: two people have a place")
    page.get_by_label("Places").fill("12")
    write_day(page, SECOND_DAY)
    page.get_by_label("Starts at").fill("11:00")
    page.get_by_label("Ends at").fill("noon")
    press(page, "Change it")
    says(page, "Everyone with a place or waiting has been written to.")
    says(page, f"{in_full(SECOND_DAY)}, 11am to 12 noon")


def test_a_session_is_cancelled_and_goes_from_the_calendars(city, visitor):
    gus, hana = add_people(city, "Gus Priddy", "Hana Kowalczyk-Ito")
    session = add_session(city, places=1, people=[gus], waiting=[hana])
    page = visitor(ORGANISER, PHONE)
    page.goto(f"/organise/{session}/")
    says(page, "One person with a place", "One person waiting")
    page.get_by_role("link", name="Cancel the session").click()
    heading(page, "Cancel the session")
    says(
        page, "One person with a place. One person waiting. All of them are written to"
    )
    press(page, "Cancel the session")
    says(page, "Say why, so that people understand")
    page.get_by_label("Why is it cancelled?").fill("The boiler has given up.")
    press(page, "Cancel the session")
    says(page, "This one is cancelled.", "The boiler has given up.")
    assert_accessible(page)

    mail = post_of(city, gus)[-1]
    assert subject_of(mail).startswith("Cancelled: Bring anything: open table")
    assert "The boiler has given up." in words_of(mail)
    entry = entry_of(mail)
    assert (entry.method, entry.sequence) == ("CANCEL", 1)
    waited = post_of(city, hana)[-1]
    assert subject_of(waited) == subject_of(mail)
    assert "text/calendar" not in [part.get_content_type() for part in waited.walk()]

    guest = visitor(gus.email, PHONE)
    guest.goto(f"/cafes/sessions/{session}/")
    says(guest, "This one is cancelled", "We’ve written to you.")
    assert_accessible(guest)


def test_the_register_is_taken_at_the_door_tick_by_tick(city, visitor):
    people = add_people(city, "Kit Adeyinka-Moss", "Lena Bhatt", "Moses Crane")
    late = add_people(city, "Noor Zawadi")[0]
    session = add_session(city, minutes_ahead=-10, people=people)
    page = visitor(ORGANISER, PHONE)
    page.goto(f"/organise/{session}/")
    page.get_by_role("link", name="Open the register").click()
    heading(page, "Who is here?")
    says(page, "None of three are here.")
    page.evaluate("window.sameDocument = true")
    tick(page, "Lena Bhatt")
    says(page, "One of three is here.")
    tick(page, "Moses Crane")
    says(page, "Two of three are here.")
    tick(page, "Moses Crane")
    says(page, "One of three is here.")
    assert page.evaluate("window.sameDocument")
    assert_accessible(page)

    page.get_by_label("Their e-mail or name").fill("Nobody Atall")
    press(page, "Add them")
    says(page, "Nobody here is called “Nobody Atall”.")
    expect(page.get_by_label("Their e-mail or name")).to_have_value("Nobody Atall")
    page.get_by_label("Their e-mail or name").fill(late.name)
    press(page, "Add them")
    says(page, "Noor Zawadi is here.", "Two of four are here.")
    expect(page.get_by_label("Lena Bhatt")).to_be_checked()
    expect(page.get_by_label("Moses Crane")).not_to_be_checked()
    heading(page, "Who is here?")


def test_ticks_faster_than_their_answers_are_counted_to_the_last(city, visitor):
    session = add_session(
        city,
        minutes_ahead=-10,
        people=add_people(city, "Ada Brisk", "Bo Swift", "Cy Fleet"),
    )
    page = visitor(ORGANISER, PHONE)
    page.goto(f"/organise/{session}/register/")
    page.route("**/register/*/", answer_late)
    for name in ("Ada Brisk", "Bo Swift", "Ada Brisk", "Cy Fleet", "Ada Brisk"):
        tick(page, name)
    says(page, "Three of three are here.")
    page.reload()
    says(page, "Three of three are here.")


def test_a_tick_without_a_connection_says_that_it_is_not_saved(city, visitor):
    session = add_session(
        city, minutes_ahead=-10, people=add_people(city, "Dan Cellar", "Di Vault")
    )
    page = visitor(ORGANISER, PHONE)
    page.goto(f"/organise/{session}/register/")
    page.context.set_offline(True)
    tick(page, "Dan Cellar")
    says(page, "You have no connection just now, so what you did last is not saved.")
    assert_accessible(page)
    tick(page, "Di Vault")
    unsaved = page.get_by_text("Not saved yet").filter(visible=True)
    expect(unsaved).to_have_count(2)
    page.context.set_offline(False)
    says(page, "Two of two are here.")
    expect(unsaved).to_have_count(0)
    expect(page.get_by_text("You are connected again")).to_be_hidden()
    page.reload()
    says(page, "Two of two are here.")


def test_a_tick_that_is_refused_says_so_and_leaves_the_page_whole(city, visitor):
    [person] = add_people(city, "Ed Gone")
    session = add_session(city, minutes_ahead=-10, people=[person])
    page = visitor(ORGANISER, PHONE)
    page.goto(f"/organise/{session}/register/")
    city.python(
        "from cafes.models import Booking\n"
        f"Booking.objects.filter(session={session}).delete()"
    )
    tick(page, "Ed Gone")
    says(page, "The last thing you did could not be saved. Open this page again")
    says(page, "None of one are here.")


def test_the_register_is_taken_without_javascript(city, visitor):
    people = add_people(city, "Pia Quill", "Ravi Tandy", "Suki Usher")
    session = add_session(city, minutes_ahead=-10, people=people)
    page = visitor(ORGANISER, PHONE, scripts=False)
    page.goto(f"/organise/{session}/register/")
    tick(page, "Pia Quill")
    tick(page, "Suki Usher")
    press(page, "Save the register")
    heading(page, "Who is here?")
    says(page, "The register is saved.", "Two of three are here.")
    expect(page.get_by_label("Pia Quill")).to_be_checked()
    expect(page.get_by_label("Ravi Tandy")).not_to_be_checked()
    tick(page, "Pia Quill")
    press(page, "Save the register")
    says(page, "One of three is here.")
    assert_fits(page, PHONE)


def answer_late(route):
    """Let an answer take longer than a finger does."""
    sleep(0.2)
    route.continue_()


def tick(page, name):
    page.get_by_label(name).click()

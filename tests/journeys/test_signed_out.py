"""A session that ends in the middle of a form: what was typed comes back, to its
writer alone."""

import pytest
from playwright.sync_api import expect

from screens.catalogue import sign_in
from tests.journeys.cast import ANSWERING, EDITOR, add_person, bring_to_step
from tests.journeys.conftest import assert_fits
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

PASSWORD = "seven green kettles"
NOT_SENT = "This is not sent yet."


def end_session(page):
    """As after a fortnight, or when somebody has tidied up: only the session goes."""
    others = [c for c in page.context.cookies() if c["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(others)


def sign_in_as(page, person):
    heading(page, "Sign in")
    page.get_by_label("Your work e-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def count(city, what, person):
    return city.python(
        "from cafes.models import Session\n"
        "from champions.models import HelpRequest\n"
        "from learning.models import Plan\n"
        "from people.models import UnsentForm, User\n"
        f"person = User.objects.get(email={person.email!r})\n"
        f"print({what}.count())"
    )


def test_a_plan_sent_by_script(city, visitor):
    person = add_person(city, "Ines Markham", password=PASSWORD)
    bring_to_step(city, person, 5)
    page = visitor(person.email, PHONE)
    page.goto(ANSWERING + "your-own-first-answer/")
    plan = page.get_by_role("region", name="One thing I will try")
    plan.get_by_role("textbox").first.fill("Say sorry first,\nthen who helps.")
    end_session(page)
    plan.get_by_role("button", name="Keep this").click()
    says(page, "You were signed out while the page was open, so it is not sent yet.")
    sign_in_as(page, person)
    heading(page, "Your own first answer")
    says(page, NOT_SENT)
    expect(page.locator("#filled-in")).to_be_in_viewport()
    plan = page.get_by_role("region", name="One thing I will try")
    expect(plan.get_by_role("textbox").first).to_have_value(
        "Say sorry first,\nthen who helps."
    )
    assert count(city, "Plan.objects.filter(enrolment__person=person)", person) == "0"
    assert_fits(page, PHONE)
    plan.get_by_role("button", name="Keep this").click()
    says(page, "Written down; you can change it")
    says_nothing_of(page, NOT_SENT)
    assert count(city, "Plan.objects.filter(enrolment__person=person)", person) == "1"
    assert count(city, "person.unsent_forms", person) == "0"


def test_a_question_without_script(city, visitor):
    person = add_person(city, "Jonah Pilling", password=PASSWORD)
    page = visitor(person.email, PHONE, scripts=False)
    page.goto("/help/ask/")
    page.get_by_label("Your question").fill("Who may I ask about bins?")
    end_session(page)
    page.get_by_role("main").get_by_role("button").last.click()
    assert "bins" not in page.url
    sign_in_as(page, person)
    says(page, NOT_SENT)
    expect(page.get_by_label("Your question")).to_have_value(
        "Who may I ask about bins?"
    )
    assert "bins" not in page.url
    page.get_by_role("main").get_by_role("button").last.click()
    says(page, "Who may I ask about bins?")
    assert count(city, "person.help_requests", person) == "1"


def test_a_session_being_planned(city, visitor):
    person = add_person(city, "Keziah Orme", password=PASSWORD)
    city.python(
        "from people import appointing\n"
        "from people.models import Appointment, Service, User\n"
        "Appointment.objects.create(\n"
        f"    person=User.objects.get(email={person.email!r}), role='organiser',\n"
        "    service=Service.objects.filter(depth=1).first())"
    )
    page = visitor(person.email)
    page.goto("/organise/new/")
    page.get_by_label("Which café").select_option("Bring anything: open table")
    page.get_by_label("Starts at").fill("3.30pm")
    page.get_by_label("Day", exact=True).fill("41")
    end_session(page)
    press(page, "Put it on the list")
    sign_in_as(page, person)
    heading(page, "Plan a session")
    says(page, NOT_SENT)
    expect(page.get_by_label("Which café").locator("option:checked")).to_have_text(
        "Bring anything: open table"
    )
    expect(page.get_by_label("Starts at")).to_have_value("3.30pm")
    press(page, "Put it on the list")
    says(page, "Write when it ends")
    says_nothing_of(page, NOT_SENT)
    expect(page.get_by_label("Day", exact=True)).to_have_value("41")


def test_a_colleague_who_signs_in_next_on_the_same_computer(city, visitor):
    person = add_person(city, "Lowri Quarmby", password=PASSWORD)
    other = add_person(city, "Milo Rushworth", password=PASSWORD)
    page = visitor(person.email)
    page.goto("/help/ask/")
    page.get_by_label("Your question").fill("I am worried about a patient.")
    end_session(page)
    page.get_by_role("main").get_by_role("button").last.click()
    sign_in_as(page, other)
    heading(page, "Hello, Milo. Come in")
    for path in ("/me/", "/help/ask/", "/me/unsent/"):
        page.goto(path)
        says_nothing_of(page, "I am worried")
        expect(page.get_by_text(NOT_SENT)).to_have_count(0)
    page.go_back()
    page.go_back()
    says_nothing_of(page, "I am worried")
    press(page, "Sign out")
    page.goto("/sign-in/")
    sign_in_as(page, person)
    expect(page.get_by_label("Your question")).to_have_value(
        "I am worried about a patient."
    )


def test_two_people_on_one_computer_send_nothing_in_each_others_name(city, visitor):
    person = add_person(city, "Nesta Sowerby", password=PASSWORD)
    other = add_person(city, "Otis Tordoff", password=PASSWORD)
    page = visitor(person.email)
    page.goto("/help/ask/")
    page.get_by_label("Your question").fill("Mine and nobody else’s.")
    second = page.context.new_page()
    second.goto("/me/")
    press(second, "Sign out")
    second.goto("/sign-in/")
    sign_in_as(second, other)
    heading(second, "Hello, Otis. Come in")
    page.get_by_role("main").get_by_role("button").last.click()
    says(page, "Nothing was sent in your name.")
    says_nothing_of(page, "Mine and nobody")
    assert count(city, "person.help_requests", other) == "0"


def title_of_the_draft(city, page_id):
    return city.python(
        "from wagtail.models import Page\n"
        f"print(Page.objects.get(pk={page_id}).get_latest_revision_as_object().title)"
    )


@pytest.fixture
def story(city):
    """A draft of its own for the page editor; gives its number."""
    page_id = city.python(
        "from home.models import StoryIndexPage, StoryPage\n"
        "page = StoryPage(title='I asked first', live=False, slug='i-asked-first')\n"
        "StoryIndexPage.objects.live().get().add_child(instance=page)\n"
        "page.save_revision(clean=False)\nprint(page.pk)"
    )
    yield page_id
    city.python(
        f"from wagtail.models import Page\nPage.objects.get(pk={page_id}).delete()"
    )


def test_a_page_in_the_admin_goes_on_after_signing_in_again(city, visitor, story):
    page = visitor(EDITOR)
    page.goto(f"/admin/pages/{story}/edit/")
    title = page.locator("#id_title")
    expect(title).to_have_value("I asked first")
    end_session(page)
    title.fill("I asked before I wrote")
    title.press("Tab")
    says(page, "You have been signed out.")
    page.get_by_role("button", name="Save draft").click()
    says(page, "You have been signed out.")
    expect(title).to_have_value("I asked before I wrote")
    assert title_of_the_draft(city, story) == "I asked first"

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    again = opened.value
    again.get_by_label("Your work e-mail").fill(EDITOR)
    again.get_by_label("Password", exact=True).fill("sociable")
    press(again, "Sign in")
    again.wait_for_url("**/admin/")
    again.close()
    page.get_by_role("button", name="Save draft").click()
    says(page, "has been updated")
    assert title_of_the_draft(city, story) == "I asked before I wrote"


def test_a_page_in_the_admin_is_not_saved_in_the_name_of_who_signed_in_next(
    city, visitor, story
):
    page = visitor(EDITOR)
    page.goto(f"/admin/pages/{story}/edit/")
    title = page.locator("#id_title")
    expect(title).to_have_value("I asked first")
    page.wait_for_load_state("networkidle")
    end_session(page)
    second = page.context.new_page()
    sign_in(second, city, "admin@sociable.example")
    title.fill("Mine and nobody else’s")
    page.get_by_role("button", name="Save draft").click()
    says(page, "Somebody else is signed in on this computer now")
    expect(title).to_have_value("Mine and nobody else’s")

"""A nurse looks for something, spells it her way, and goes on from what she found; and
where nothing is found, somebody with a name is there to ask."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import add_person
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.seeing import PHONE, heading, press, says

pytestmark = pytest.mark.journey

NURSING = "district-nursing"
CHAMPION = "Terence Micklethwaite-Cadwallader"
NUMBERS = count(1)
WAYS = {"wide": (1280, True), "narrow": (PHONE, True), "no-script": (PHONE, False)}


@pytest.fixture(params=WAYS)
def nurse(request, city, visitor):
    """Her page, at each width, and without scripts."""
    width, scripts = WAYS[request.param]
    person = add_person(city, f"Bridie Agbaje {next(NUMBERS)}", service=NURSING)
    page = visitor(person.email, width, scripts=scripts)
    page.goto("/me/")
    return page


def search_in_the_header(page, query):
    """By keyboard alone, from the field in the header or, on a phone, in the menu."""
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        menu.press("Enter")
    field = page.get_by_role("search", name="Search the whole site")
    field.get_by_role("searchbox").press_sequentially(query)
    field.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))


def test_she_spells_it_her_way_finds_the_step_and_goes_on(nurse):
    search_in_the_header(nurse, "instgram")
    says(nurse, "Showing results for", "Search for instgram instead")
    expect(nurse).to_have_title(re.compile("results? for “instagram” – Sociable"))
    assert_accessible(nurse)
    assert_fits(nurse)
    steps = nurse.get_by_role("region", name="Steps:")
    expect(steps.get_by_text("Instagram", exact=True).first).to_be_visible()
    found = steps.get_by_role("heading", level=3).first
    title = found.inner_text()
    found.get_by_role("link").click()
    heading(nurse, title)
    place = nurse.url
    nurse.get_by_role("button", name=re.compile("^(Next|Finish|To the end)")).click()
    expect(nurse).not_to_have_url(place)
    expect(nurse).to_have_url(re.compile("/modules/"))


def test_nothing_found_leads_to_her_champion(nurse):
    search_in_the_header(nurse, "xylophone")
    heading(nurse, "Nothing found for “xylophone”")
    says(nurse, CHAMPION)
    assert_fits(nurse)
    nurse.get_by_role("link", name="Ask Terence").click()
    expect(nurse).to_have_url("/help/ask/")
    says(nurse, CHAMPION)


def test_she_refuses_the_correction_and_narrows_down(nurse):
    nurse.goto("/search/")
    again = nurse.get_by_role("search", name="Search again")
    again.get_by_role("searchbox").fill("anwsering")
    press(again, "Search")
    says(nurse, "Showing results for")
    nurse.get_by_role("link", name="Search for anwsering instead").click()
    heading(nurse, "Nothing found for “anwsering”")
    nurse.get_by_role("link", name="answering", exact=True).click()
    says(nurse, "results for “answering”")
    nurse.get_by_role("link", name=re.compile("^See all .*Steps")).click()
    expect(nurse).to_have_url("/search/?q=answering&in=steps")
    assert_accessible(nurse)
    nurse.get_by_role("link", name="See all that was found").click()
    expect(nurse).to_have_url("/search/?q=answering")

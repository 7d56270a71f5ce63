"""People come by a file, move and leave: the digital access team brings them in, sees
where somebody is missing, appoints and hands over; what is kept goes with each."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import (
    ORGANISER,
    add_organisation,
    add_person,
    add_session,
    appoint,
    finish_module,
    slug_of,
)
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import post_of, subject_of
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of
from tests.journeys.staff_files import bring, bring_in, row
from tests.journeys.test_keyboard import Keyboard

pytestmark = pytest.mark.journey


def test_from_a_file_over_the_gaps_to_a_champion_and_a_handover(city, visitor):
    trust = "Wexcombe Care Trust"
    lead = add_organisation(city, trust, "Wexcombe nursing")
    ferdinand = add_person(city, "Ferdinand Wexcombe-Ames", "wexcombe-nursing")
    greta = add_person(city, "Greta Wexcombe-Lunt", "wexcombe-nursing")
    appoint(city, ferdinand, "champion", "Wexcombe nursing")
    page = visitor(lead.email)

    page.goto("/staff/")
    press(page, "Look at this file")
    says(page, "Choose the file that you want to bring in.")
    rows = [
        row("00001", lead, trust),
        row("00002", ferdinand, "Wexcombe nursing"),
        row("00003", greta, "Wexcombe nursing"),
        ["00004", "zoe.nunez@journey.example", "Zoë Núñez", "Nurse", "Hearing"],
        ["00005", "ali.dar@journey.example", "Ali Dar", "Nurse", "Hearing"],
        ["00006", "none yet", "Bartholomew Quigley", "Porter", "Hearing"],
    ]
    how = {"separator": ";", "encoding": "cp1252"}
    bring(page, city, trust, *rows, **how)
    says(page, "1 service will be made.", "2 people are new.", "1 row has a problem")
    says(page, "6 rows, ", "Zoë Núñez", "“none yet” is no e-mail.")
    assert_fits(page, PHONE)
    bring_in(page, city)
    says(page, "2 people were added.", "1 service was made.", "1 row was left out.")
    bring(page, city, trust, *rows, **how)
    says(page, "There is nothing to do but for what is left out.")

    say_willing(visitor("zoe.nunez@journey.example", PHONE))
    appoint_with_keys(page)
    mail = post_of(city, "zoe.nunez@journey.example")[-1]
    assert subject_of(mail) == "Your role: Digital champion, Hearing"
    hand_over(page, ferdinand, greta)
    told = subject_of(post_of(city, greta)[-1])
    assert told == "Your role: Digital champion, Wexcombe nursing"


def say_willing(page):
    page.goto("/me/details/")
    page.get_by_label("Hours a week that are agreed").fill("2")
    page.get_by_label("Who agreed to it").fill("Ms Blore")
    press(page, "I am willing to be a champion")
    says(page, "that you are willing.")


def appoint_with_keys(page):
    page.goto("/coverage/")
    heading(page, "Coverage")
    says(page, "Hearing", "Two people have nobody to ask but you.")
    keys = Keyboard(page)
    keys.go_to(": Hearing")
    keys.press("Enter")
    heading(page, "Appoint a champion")
    says(page, "Two hours a week, agreed with Ms Blore.")
    keys.go_to("Choose Zoë")
    keys.press("Enter")
    heading(page, "Appoint Zoë Núñez as champion")
    keys.go_to("Appoint Zoë")
    keys.press("Enter")
    says(page, "Zoë Núñez is digital champion of Hearing now, and is written to.")
    gap = page.get_by_role("link", name="Appoint a champion : Hearing")
    expect(gap).to_have_count(0)
    assert keys.unseen == []


def hand_over(page, champion, follower):
    page.goto("/team/wexcombe-nursing/")
    page.get_by_role("link", name=champion.name).first.click()
    page.get_by_role("link", name="Arrange a handover for Ferdinand").click()
    heading(page, "Hand over")
    page.get_by_label("Handing roles on").check()
    first = page.get_by_role("group", name="From which day")
    day = date.today()
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        first.get_by_label(part, exact=True).fill(str(value))
    press(page, "Go on")
    heading(page, "Who takes on what")
    who = page.get_by_label("Who follows as digital champion, Wexcombe nursing?")
    who.fill("Nobody Atall")
    press(page, "Go on")
    says(page, "There is nobody else here called “Nobody Atall”. Try their e-mail")
    who.fill(follower.name)
    press(page, "Go on")
    heading(page, "Is it right so?")
    says(page, f"{follower.name}, from")
    assert_fits(page, PHONE)
    press(page, "Arrange it so")
    says(page, "It is arranged. Those whom it concerns are told.")


def test_what_is_somebodys_goes_along_to_another_service_and_name(city, visitor):
    trust, old, new = "Priestley Trust", "Priestley walking", "Priestley feet"
    lead = add_organisation(city, trust, old, new)
    olwen = add_person(city, "Olwen Priestley-Vane", slug_of(old))
    niall = add_person(city, "Niall Priestley-Beck", slug_of(new))
    appoint(city, olwen, "champion", old)
    appoint(city, niall, "champion", new)
    maya = add_person(city, "Maya Thornbury", slug_of(old))
    code = finish_module(city, maya)
    session = add_session(city, people=[maya])
    hers = visitor(maya.email, PHONE)
    ask(hers, "Olwen", "Does the rota go on the page?")
    page = visitor(lead.email)
    rows = [row("1", lead, trust), row("2", olwen, old), row("3", niall, new)]
    bring(page, city, trust, *rows, row("4", maya, old))
    bring_in(page, city)
    before = visitor(olwen.email)
    before.goto(f"/team/{slug_of(old)}/")
    says(before, "Maya Thornbury", "Does the rota go on the page?")
    before.get_by_role("link", name="Answer Maya").first.click()
    question = before.url

    bring(page, city, trust, *rows, row("4", maya, new, "Maya Ellison"))
    says(page, "1 moves to another service.", "Name: Maya Ellison, was Maya Thornbury")
    bring_in(page, city)
    city.send_questions_on()

    before.goto(f"/team/{slug_of(old)}/")
    says_nothing_of(before, "Maya")
    assert before.goto(question).status == 404
    after = visitor(niall.email)
    after.goto(f"/team/{slug_of(new)}/")
    found = after.get_by_role("row").filter(has_text="Maya Ellison")
    says(found, "1 of 1 finished")
    after.get_by_role("link", name="Answer Maya").first.click()
    after.get_by_role("textbox", name="Your answer").fill("It does.")
    press(after, "Send your answer")
    says(after, "Your answer is on its way to Maya.")

    hers.goto("/me/record/")
    says(hers, "Answering people well")
    hers.goto(f"/certificates/{code}/")
    heading(hers, "Your certificate")
    hers.goto("/help/")
    hers.get_by_role("link", name="Does the rota go on the page?").click()
    says(hers, "It does.", "Niall Priestley-Beck, today")
    hers.goto(f"/cafes/sessions/{session}/")
    heading(hers, "You have a place, Maya")


def ask(page, called, words):
    page.goto("/help/ask/")
    page.get_by_label("Your question").fill(words)
    press(page, f"Send to {called}")
    says(page, f"Sent to {called}.")


def test_a_leaver_is_out_at_once_and_what_they_held_goes_to_others(city, visitor):
    trust, team = "Lowmoor Trust", "Lowmoor wards"
    lead = add_organisation(city, trust, team)
    dilys, gethin, emyr = (
        add_person(city, name, slug_of(team))
        for name in ("Dilys Lowmoor", "Gethin Lowmoor", "Emyr Lowmoor")
    )
    appoint(city, dilys, "champion", team)
    appoint(city, gethin, "deputy", team)
    cafe = add_session(city, hosts=[dilys.email])
    asker = visitor(emyr.email, PHONE)
    ask(asker, "Dilys", "May a patient be in the picture?")
    page = visitor(lead.email)
    stay = [row("1", lead, trust), row("2", gethin, team), row("3", emyr, team)]
    bring(page, city, trust, *stay, row("4", dilys, team))
    bring_in(page, city)
    gone = visitor(dilys.email)
    gone.goto("/team/")
    heading(gone, "My team")

    bring(page, city, trust, *stay)
    says(page, "One person of 4 would leave", f"Digital champion of {team} ends.")
    press(page, "Bring them in")
    says(page, "Write how many people leave, so that it is for sure")
    assert_accessible(page)
    says_nothing_of(gone, "Sign in")
    page.get_by_label("How many people leave?").fill("1")
    bring_in(page, city)
    says(page, "1 has left.")

    gone.reload()
    heading(gone, "Sign in")
    city.send_questions_on()
    asker.goto("/help/")
    asker.get_by_role("link", name="May a patient be in the picture?").click()
    says(asker, "Gethin")
    deputy = visitor(gethin.email)
    deputy.goto("/help/")
    deputy.get_by_role("link", name="Emyr Lowmoor").click()
    heading(deputy, "Emyr asks")
    page.goto("/coverage/")
    says(page, "No champion since", "Dilys Lowmoor was champion.")

    mails = [subject_of(mail) for mail in post_of(city, ORGANISER)]
    assert any(subject.startswith("No host: ") for subject in mails)
    find_a_host(visitor(ORGANISER), cafe, gethin)
    assert subject_of(post_of(city, gethin)[-1]).startswith("You host")


def find_a_host(page, session, host):
    page.goto(f"/organise/{session}/change/")
    expect(page.get_by_label("Hosts")).to_have_value("")
    page.get_by_label("Hosts").fill(host.email)
    page.locator("main form button.govuk-button").last.click()
    says(page, host.name)


def test_the_board_and_a_team_on_a_narrow_page_without_scripts(visitor):
    page = visitor("access@sociable.example", 320, scripts=False)
    page.goto("/coverage/")
    heading(page, "Coverage")
    assert_fits(page)
    page.get_by_role("link", name="Show all", exact=False).first.click()
    says(page, "with a gap")
    assert_fits(page)
    page.goto("/team/libraries-and-community-hubs/")
    heading(page, "My team")
    page.get_by_label("Name", exact=True).fill("hilary")
    press(page, "Show people")
    expect(page.locator("#team-list tbody tr")).to_have_count(1)
    assert_fits(page)

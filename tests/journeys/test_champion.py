"""A champion: sees the team in words, is asked for help, answers; and while they are
away the question goes to their deputy, who says so."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import (
    ANSWERING,
    LIBRARIES,
    PRIYA,
    TOM,
    add_person,
    bring_to_step,
)
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.post import post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says, says_nothing_of

pytestmark = pytest.mark.journey

QUESTION = "A man says that I was rude to his wife at the desk. Do I answer him there?"
ANSWER = "Say sorry that it felt so, and ask him to ring me. Then come and see me."


def test_a_question_from_a_step_reaches_the_champion_and_the_answer_comes_back(
    city, visitor
):
    ivy = add_person(city, "Ivy Boateng-Shaw")
    bring_to_step(city, ivy, 3)
    asker = visitor(ivy.email, PHONE)
    ask_from_the_step(asker)
    mail = post_of(city, PRIYA)[-1]
    assert subject_of(mail) == "Someone in your team has a question"
    assert_discreet(mail, ivy)

    champion = visitor(PRIYA)
    see_the_team(champion, ivy)
    answer(champion)

    mail = post_of(city, ivy)[-1]
    assert subject_of(mail) == "There is an answer to your question"
    assert_discreet(mail, ivy)
    asker.goto(link_in(mail, city))
    heading(asker, "Your question")
    says(asker, "There is an answer.", ANSWER, "Priya Raman, today")
    asker.get_by_label("Ask again").fill("He rang, and he was kind.")
    press(asker, "Send")
    says(asker, "Sent to Priya.", "He rang, and he was kind.")
    assert_accessible(asker)


def ask_from_the_step(page):
    page.goto(ANSWERING + "someone-is-upset/")
    panel = page.get_by_role("region", name="Ask Priya, your champion")
    says(panel, "Priya Raman", "Which step you are on goes with it")
    press(panel, "Send to Priya")
    heading(page, "Ask Priya, your champion")
    says(page, "Write your question; a few words are enough")
    says(page, "Your question will say that you were at")
    page.get_by_role("textbox", name="Your question").fill(QUESTION)
    press(page, "Send to Priya")
    heading(page, "Someone is upset")
    says(page, "Sent to Priya.", "We’ll write to you when there is an answer.")


def assert_discreet(mail, asker):
    """A mail is read over shoulders: it names neither the trouble nor its subject."""
    said = words_of(mail)
    for words in (
        QUESTION,
        ANSWER,
        "rude",
        "desk",
        "Someone is upset",
        "Answering people",
    ):
        assert words not in said
    assert mail["To"] == asker.email or asker.name not in said


def see_the_team(page, person):
    page.goto("/")
    page.get_by_role("link", name="My team").click()
    heading(page, "My team")
    says(page, "You are champion", "Libraries and community hubs:")
    row = find_in_the_list(page, person.name)
    says(row, "0 of 1 finished", "Asked for help")
    says(page, QUESTION, "At step 3, “Someone is upset”, of “Answering people well”.")
    assert_fits(page, PHONE)
    page.get_by_role("link", name=f"Answer {person.called}", exact=True).click()
    heading(page, f"{person.called} asks")


def answer(page):
    says(page, QUESTION, "Library assistant, Libraries and community hubs")
    press(page, "Send your answer")
    says(page, "Write something first; a few words are enough")
    page.get_by_role("textbox", name="Your answer").fill(ANSWER)
    press(page, "Send your answer")
    says(page, "Your answer is on its way to Ivy.", ANSWER)
    assert_accessible(page)
    page.goto(f"/team/{LIBRARIES}/")
    row = find_in_the_list(page, "Ivy Boateng-Shaw")
    says(row, "Step 3 of 5")
    says_nothing_of(row, "Asked for help")


def find_in_the_list(page, name):
    """The row of somebody in a list of several pages."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Show people").click()
    return page.get_by_role("row").filter(has_text=name)


def link_in(mail, city):
    words = words_of(mail).split()
    return next(word for word in words if word.startswith(f"{city.url}/help/"))


@pytest.fixture
def priya_is_away(city):
    """Away for today alone."""
    city.python(
        "from django.utils import timezone\n"
        "from people.models import Absence, User\n"
        f"priya = User.objects.get(email={PRIYA!r})\n"
        "today = timezone.localdate()\n"
        "Absence.objects.create(person=priya, starts_on=today, ends_on=today)"
    )
    yield
    city.python(
        "from django.utils import timezone\n"
        "from people.models import Absence\n"
        "today = timezone.localdate()\n"
        f"Absence.objects.filter(person__email={PRIYA!r}, ends_on=today).delete()"
    )


def test_while_the_champion_is_away_the_deputy_is_asked_and_it_says_so(
    city, visitor, priya_is_away
):
    jas = add_person(city, "Jas Whitlock")
    bring_to_step(city, jas, 2)
    away = (
        f"Priya is away until {date.today():%A} {date.today().day} {date.today():%B}."
    )

    asker = visitor(jas.email, PHONE)
    asker.goto(ANSWERING + "the-shape-of-a-good-answer/")
    panel = asker.get_by_role("region", name="Ask Tom, while Priya is away")
    says(panel, "Tom Ashworth", f"{away} Tom, the deputy, answers you until then.")
    assert_accessible(asker)
    panel.get_by_label("Your question").fill("Is “Dear all” all right?")
    press(panel, "Send to Tom")
    says(asker, f"{away} Sent to Tom.")

    mail = post_of(city, TOM)[-1]
    assert subject_of(mail) == "Someone in your team has a question"
    assert "It came to you because Priya is away." in words_of(mail)
    deputy = visitor(TOM, PHONE)
    deputy.goto("/help/")
    heading(deputy, "Help")
    deputy.get_by_role("link", name="Jas Whitlock").click()
    deputy.get_by_role("textbox", name="Your answer").fill("It is. Better with a name.")
    press(deputy, "Send your answer")
    says(deputy, "Your answer is on its way to Jas.")
    asker.goto("/help/")
    asker.get_by_role("link", name="Is “Dear all” all right?").click()
    says(asker, "It is. Better with a name.", "Tom Ashworth, today")
    expect(asker.get_by_label("Ask again")).to_be_visible()

"""A reminder on the day of a plan, the way to turn it off, and several in one mail."""

import re
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import add_person, finish_module
from tests.journeys.conftest import assert_fits
from tests.journeys.post import post_of, subject_of, words_of
from tests.journeys.seeing import PHONE, heading, press, says

pytestmark = pytest.mark.journey

PLAN = "Write back to the lady about the bins"


def write_plan(city, person, words=PLAN):
    """Let somebody who finished a module plan something for tomorrow; gives its id."""
    return city.python(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from learning import plans\n"
        "from learning.models import Enrolment\n"
        f"enrolment = Enrolment.objects.get(person__email={person.email!r})\n"
        "tomorrow = timezone.localdate() + timedelta(days=1)\n"
        f"print(plans.write(enrolment, {words!r}, tomorrow).pk)"
    )


def tomorrow_at_nine(city):
    """Let the night go by: what beat and worker do until nine tomorrow."""
    city.python(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from learning import plans\n"
        "from pages import sending\n"
        "morning = plans.morning_of(timezone.localdate() + timedelta(days=1))\n"
        "for at in (morning - timedelta(hours=8), morning):\n"
        "    plans.remind(at)\n"
        "    sending.sweep(at)"
    )


def one_click(address):
    """What a mail program sends by itself (RFC 8058): no cookie, no form."""
    parts = urlsplit(address)
    door = HTTPConnection(parts.netloc, timeout=20)
    body = urlencode({"List-Unsubscribe": "One-Click"})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    door.request("POST", parts.path, body, kind)
    return door.getresponse().status


def turn_off_address(mail):
    return re.fullmatch(r"<(.+)>", "".join(mail["List-Unsubscribe"].split()))[1]


def test_a_plan_comes_back_on_its_day_and_is_ticked_off(city, visitor):
    person = add_person(city, "Ivy Ramsbottom")
    finish_module(city, person)
    write_plan(city, person)
    tomorrow_at_nine(city)
    tomorrow_at_nine(city)
    (mail,) = [m for m in post_of(city, person) if "Today" in subject_of(m)]
    assert PLAN not in words_of(mail)

    page = visitor(person.email, width=PHONE)
    page.goto(re.search(r"http\S+/me/plans/\d+/", words_of(mail))[0])
    heading(page, "One thing I will try")
    says(page, PLAN, "Only you can see this")
    press(page, "I’ve tried it")
    heading(page, "One thing I tried")
    page.get_by_label("How did it go?").fill("She was glad of it.")
    press(page, "Keep this for me")
    heading(page, re.compile("Ivy"))
    page.get_by_text("Tried, or let go").click()
    says(page, "She was glad of it.")
    page.get_by_role("link", name="How it went, or take the tick back").click()
    press(page, "Take the tick back")
    heading(page, "One thing I will try")


def test_a_reminder_is_turned_off_from_the_mail_signed_out(city, visitor):
    person = add_person(city, "Rowan Entwistle")
    finish_module(city, person)
    write_plan(city, person)
    tomorrow_at_nine(city)
    (mail,) = [m for m in post_of(city, person) if "Today" in subject_of(m)]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    page = visitor(width=PHONE, scripts=False)
    page.goto(turn_off_address(mail))
    heading(page, "Turn these messages off?")
    says(page, "A reminder of what I planned to try, in the morning of its day")
    assert_fits(page)
    press(page, "Turn them off")
    heading(page, "They are turned off")

    page = visitor(person.email)
    page.goto("/me/details/")
    reminder = page.get_by_label("A reminder of what I planned to try")
    expect(reminder).not_to_be_checked()
    reminder.check()
    press(page, "Keep this")
    expect(page.get_by_label("A reminder of what I planned to try")).to_be_checked()

    assert one_click(turn_off_address(mail)) == 200
    page.reload()
    expect(page.get_by_label("A reminder of what I planned to try")).not_to_be_checked()


def test_once_a_day_three_things_are_one_mail(city, visitor):
    person = add_person(city, "Bashir Oldroyd")
    finish_module(city, person)
    page = visitor(person.email, width=PHONE)
    page.goto("/me/details/#messages")
    page.get_by_label("Together, once a day").check()
    press(page, "Keep this")
    says(page, "From now on messages come as you chose.")

    write_plan(city, person)
    city.python(
        "from champions import asking\n"
        "from people.models import User\n"
        f"person = User.objects.get(email={person.email!r})\n"
        "for words in ('May I say sorry?', 'Who answers on Sunday?'):\n"
        "    request = asking.ask(person, words)\n"
        "    asking.answer(request, request.with_person, 'Yes, and here is how.')"
    )
    assert post_of(city, person) == []
    tomorrow_at_nine(city)
    (mail,) = post_of(city, person)
    assert subject_of(mail) == "Three things for you"
    told = words_of(mail)
    assert told.count("Read the answer") >= 2
    assert "Read what you wrote" in told

    page.goto("/me/")
    says(page, "Waiting for you")
    page.get_by_role("link", name=re.compile("has answered you")).first.click()
    says(page, "Yes, and here is how.")
    page.goto("/me/")
    expect(page.get_by_role("link", name=re.compile("has answered you"))).to_have_count(
        1
    )

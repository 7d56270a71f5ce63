"""The page of a plan: one's own alone, whatever became of its module."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from learning import plans
from learning.models import Plan
from tests.learning.factories import CompletionFactory
from tests.people.factories import PersonFactory


@pytest.fixture
def plan(site_skeleton):
    enrolment = CompletionFactory(person=PersonFactory(name="Sam Okonkwo")).enrolment
    return plans.write(enrolment, "Answer one thank-you")


@pytest.fixture
def page(client, plan):
    client.force_login(plan.enrolment.person)
    address = reverse("plan", args=[plan.pk])

    def page(act="", **data):
        if not act:
            return client.get(address)
        return client.post(address, {"act": act, **data}, follow=True)

    return page


def text(response):
    return " ".join(response.content.decode().split())


def test_one_tick_leads_to_how_it_went_and_back(page, plan):
    said = text(page("tick"))
    assert "How did it go?" in said
    assert "She wrote back" in text(page("how", words="She wrote back"))
    plan.refresh_from_db()
    assert (plan.is_tried, plan.how_it_went) == (True, "She wrote back")
    assert "I’ve tried it" in text(page("take-up"))


def test_to_say_nothing_of_how_it_went_is_fine(page, plan):
    page("tick")
    assert page("how", words="").status_code == 200


def test_a_day_that_is_offered_takes_one_press(page, plan):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page("put-off", on=tomorrow.isoformat())
    plan.refresh_from_db()
    assert plan.try_on == tomorrow


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write a day and a month"),
        ({"on": "nonsense"}, "Write a day and a month"),
        ({"day": "31", "month": "2", "year": "2027"}, "There is no such day"),
        ({"day": "1", "month": "1", "year": "2020"}, "That day is over"),
        ({"day": "x", "month": "1"}, "Give the day and month as numbers"),
    ],
)
def test_a_wrong_day_gets_a_sentence_and_loses_nothing(page, plan, typed, sentence):
    said = text(page("put-off", **typed))
    assert sentence in said
    assert said.count("<title>Error:") == 1
    if "day" in typed:
        assert f'value="{typed["day"]}"' in said
    plan.refresh_from_db()
    assert plan.try_on is None


def test_too_long_a_word_on_how_it_went_is_not_lost(page, plan):
    page("tick")
    said = text(page("how", words="a" * 1001))
    assert "Keep it to 1,000 characters" in said
    assert "a" * 1001 in said


def test_let_go_it_can_be_taken_up_again(page, plan):
    page("let-go")
    assert "Take it up again" in text(page())
    page("take-up")
    plan.refresh_from_db()
    assert plan.is_open


def test_an_act_that_there_is_not_changes_nothing(page, plan):
    assert page("burn").status_code == 200
    assert Plan.objects.get() == plan


def test_it_stands_by_itself_when_its_module_is_edited_or_withdrawn(page, plan):
    module = plan.enrolment.module
    module.steps = []
    module.title = "Quite another module"
    module.save_revision().publish()
    assert "Answer one thank-you" in text(page())
    module.unpublish()
    said = text(page())
    assert "after “Quite another module”" in said
    assert f'href="{module.url}"' not in said
    page("tick")
    plan.refresh_from_db()
    assert plan.is_tried


def test_it_is_nobody_elses(client, plan):
    champion = PersonFactory(service=plan.enrolment.person.service, is_superuser=True)
    client.force_login(champion)
    address = reverse("plan", args=[plan.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"act": "tick"}).status_code == 404
    plan.refresh_from_db()
    assert plan.is_open

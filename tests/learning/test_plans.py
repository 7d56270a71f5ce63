"""What becomes of a plan, and its reminder: once, in the morning of its day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from django.utils import timezone

import pytest

from learning import plans
from learning.models import Plan
from pages import sending
from pages.models import Message
from tests.learning.factories import CompletionFactory, ModulePageFactory
from tests.people.factories import PersonFactory

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 12, 3)
Status = Plan.Status


def moment(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def enrolment(site_skeleton):
    person = PersonFactory(name="Sam Okonkwo-Whitfield")
    module = ModulePageFactory(title="Answering people well")
    return CompletionFactory(person=person, module=module).enrolment


@pytest.fixture
def plan(enrolment):
    written = moment(DAY - timedelta(days=9), 15)
    return plans.write(enrolment, "Answer one thank-you", DAY, written)


def morning(day=DAY):
    """Let a night and a morning pass, as beat and worker do; gives the mails sent."""
    mail.outbox.clear()
    for hour, minute in ((0, 10), (8, 50), (8, 59), (9, 0), (9, 10), (23, 50)):
        at = moment(day, hour, minute)
        plans.remind(at)
        sending.sweep(at)
    return list(mail.outbox)


class TestWhatBecomesOfIt:
    def test_a_tick_can_be_taken_back(self, plan):
        assert plans.tick(plan).is_tried
        plans.say_how_it_went(plan, "She wrote back.")
        opened = plans.take_up(plan)
        assert (opened.status, opened.settled_at) == (Status.OPEN, None)
        assert opened.how_it_went == "She wrote back."

    def test_a_second_tick_keeps_the_day_of_the_first(self, plan):
        first = plans.tick(plan, moment(DAY, 10))
        assert plans.tick(plan, moment(DAY, 11)).settled_at == first.settled_at

    def test_put_off_it_is_open_on_the_other_day(self, plan):
        plans.let_go(plan)
        later = plans.put_off(plan, DAY + timedelta(days=7), moment(DAY, 10))
        assert (later.is_open, later.try_on) == (True, DAY + timedelta(days=7))

    def test_it_is_not_put_off_to_a_day_that_is_over(self, plan):
        with pytest.raises(plans.DayIsOver):
            plans.put_off(plan, DAY - timedelta(days=1), moment(DAY, 10))

    def test_something_else_written_is_open_again_with_nothing_said_of_it(
        self, enrolment, plan
    ):
        plans.tick(plan)
        plans.say_how_it_went(plan, "Well.")
        other = plans.write(enrolment, "Ask Joan")
        assert (other.pk, other.is_open, other.how_it_went) == (plan.pk, True, "")

    def test_the_same_written_twice_leaves_the_tick(self, enrolment, plan):
        plans.tick(plan)
        assert plans.write(enrolment, plan.words, DAY).is_tried

    def test_those_to_try_come_by_their_day_before_those_that_were_tried(self, plan):
        person = plan.enrolment.person
        sooner, without, tried = (
            plans.write(CompletionFactory(person=person).enrolment, words, day)
            for words, day in (
                ("sooner", DAY - timedelta(days=3)),
                ("without", None),
                ("tried", DAY),
            )
        )
        plans.tick(tried)
        found = Plan.objects.of(person).settled_last()
        assert list(found) == [sooner, plan, without, tried]


class TestTheReminder:
    def test_it_comes_once_at_nine_and_holds_no_word_of_the_plan(self, plan):
        (letter,) = morning()
        row = Message.objects.get(kind="learning.plan-day")
        assert timezone.localtime(row.due_at, LONDON) == moment(DAY, 9)
        assert letter.subject == "Today you wanted to try something"
        for text in (letter.body, letter.alternatives[0][0]):
            assert "Answering people well" in text
            assert f"/me/plans/{plan.pk}/" in text
            assert "thank-you" not in text
        assert "thank-you" not in str(row.about) + row.key
        assert morning(DAY + timedelta(days=1)) == []

    def test_not_before_nine(self, plan):
        plans.remind(moment(DAY, 0, 5))
        sending.sweep(moment(DAY, 8, 59))
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("day", "utc_hour"),
        [
            (date(2026, 3, 28), 9),
            (date(2026, 3, 29), 8),
            (date(2026, 10, 24), 8),
            (date(2026, 10, 25), 9),
        ],
    )
    def test_nine_is_nine_on_both_sides_of_both_clock_changes(
        self, enrolment, day, utc_hour
    ):
        plans.write(enrolment, "Ask", day, moment(day - timedelta(days=2), 12))
        plans.remind(moment(day, 0, 0))
        due = Message.objects.get(kind="learning.plan-day").due_at
        assert due.astimezone(ZoneInfo("UTC")).hour == utc_hour
        assert len(morning(day)) == 1

    @pytest.mark.parametrize("deed", ["tick", "let_go", "put_off"])
    def test_nothing_comes_of_one_settled_in_the_night(self, plan, deed):
        plans.remind(moment(DAY, 0, 5))
        more = [DAY + timedelta(days=1)] if deed == "put_off" else []
        getattr(plans, deed)(plan, *more, at=moment(DAY, 7))
        sending.sweep(moment(DAY, 9))
        assert mail.outbox == []
        assert Message.objects.get().status == Message.Status.NOT_NEEDED

    def test_put_off_it_comes_on_the_other_day(self, plan):
        plans.put_off(plan, DAY + timedelta(days=1), moment(DAY - timedelta(days=1), 9))
        assert morning() == []
        assert len(morning(DAY + timedelta(days=1))) == 1

    def test_nobody_is_reminded_of_what_they_wrote_later_that_day(self, enrolment):
        plans.write(enrolment, "Ask", DAY, moment(DAY, 14))
        plans.remind(moment(DAY, 14, 10))
        assert not Message.objects.exists()

    def test_after_a_night_without_a_worker_it_still_comes(self, plan):
        plans.remind(moment(DAY, 11))
        sending.sweep(moment(DAY, 11))
        assert len(mail.outbox) == 1

    def test_once_the_day_is_over_it_does_not(self, plan):
        plans.remind(moment(DAY, 23, 50))
        sending.sweep(moment(DAY + timedelta(days=1), 0, 1))
        assert mail.outbox == []

    def test_somebody_who_has_left_never_hears(self, plan):
        plan.enrolment.person.left_on = DAY
        plan.enrolment.person.save()
        assert morning() == []
        assert not Message.objects.exists()

    def test_nor_somebody_who_leaves_in_between(self, plan):
        plans.remind(moment(DAY, 0, 5))
        plan.enrolment.person.left_on = timezone.localdate()
        plan.enrolment.person.save()
        sending.sweep(moment(DAY, 9))
        assert mail.outbox == []

    def test_it_comes_whatever_became_of_the_module(self, plan):
        plan.enrolment.module.unpublish()
        assert len(morning()) == 1

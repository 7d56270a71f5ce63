"""By when a question is answered, and that none is forgotten."""

from datetime import datetime, time, timedelta

from django.utils import timezone

import pytest

from champions import asking, overdue, promising
from champions.conversation import promised, sent, with_whom
from champions.models import HelpRequest
from pages import words
from pages.models import Message
from people.models import Absence
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory

TODAY = timezone.localdate()
# One of the weeks to come, since those who look after people do so from now on.
MONDAY = TODAY + timedelta(days=28 - TODAY.weekday())


def day(number):
    """A day counted from that Monday, which is 0."""
    return MONDAY + timedelta(days=number)


def on(number, hour=9):
    """A moment of that day."""
    return timezone.make_aware(datetime.combine(day(number), time(hour)))


def told(kind):
    rows = Message.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return [row.recipient for row in rows]


@pytest.fixture
def asked(libraries):
    """Asked on Monday: to be answered by Wednesday, else it goes up on Friday."""
    return asking.ask(libraries.sam, "Is a poster allowed?", at=on(0))


class TestByWhen:
    @pytest.mark.parametrize(
        ("asked_on", "away", "until"),
        [
            (MONDAY, [], day(2)),
            (day(3), [], day(7)),
            (day(5), [], day(8)),
            (MONDAY, [(day(1), day(4))], day(8)),
        ],
    )
    def test_weekends_and_days_away_do_not_count(self, asked_on, away, until):
        assert promising.working_day_after(asked_on, 2, away) == until

    def test_somebody_away_for_years_ends_the_reckoning(self):
        away = [(MONDAY, MONDAY + timedelta(days=4000))]
        assert promising.working_day_after(MONDAY, 2, away) > MONDAY

    def test_the_asker_reads_who_has_it_and_by_when(self, asked):
        assert asked.answer_by == day(2)
        assert f"Priya answers by {words.day(day(2), MONDAY)}." in sent(asked, MONDAY)
        assert f"Priya answers by {words.day(day(2), MONDAY)}." in with_whom(
            asked, MONDAY
        )

    def test_the_absences_of_whoever_has_it_are_skipped(self, libraries):
        AbsenceFactory(
            person=libraries.priya,
            starts_on=day(1),
            ends_on=day(2),
        )
        request = asking.ask(libraries.sam, "Help", at=on(0))
        assert request.answer_by == day(4)

    def test_passing_on_and_asking_again_set_a_new_day(self, libraries, asked):
        asking.pass_on(asked, libraries.tom, at=on(2))
        asked.refresh_from_db()
        assert asked.answer_by == day(4)
        asking.answer(asked, libraries.tom, "Yes.", at=on(2))
        asking.answer(asked, libraries.sam, "A big one?", at=on(4))
        asked.refresh_from_db()
        assert asked.answer_by == day(8)

    def test_a_question_from_before_there_was_a_day_gets_one(self, asked):
        HelpRequest.objects.update(answer_by=None)
        asking.send_on_all(at=on(1))
        asked.refresh_from_db()
        assert asked.answer_by == day(3)

    def test_once_the_day_is_over_the_asker_reads_what_becomes_of_it(self, asked):
        assert "the digital access team takes it" in promised(asked, day(3))
        assert f"on {words.day(day(4), MONDAY)}" in promised(asked, day(3))


class TestReminding:
    def test_on_its_day_whoever_has_it_is_reminded_once(self, libraries, asked):
        overdue.look_at_all(at=on(1))
        assert told("champions.reminder") == []
        for hour in (7, 9, 9, 15):
            overdue.look_at_all(at=on(25, hour))
        overdue.look_at_all(at=on(3))
        assert told("champions.reminder") == [libraries.priya]

    def test_nobody_is_reminded_in_the_night_or_of_what_is_answered(
        self, libraries, asked
    ):
        overdue.look_at_all(at=on(2, 7))
        asking.answer(asked, libraries.priya, "Yes.", at=on(2, 8))
        overdue.look_at_all(at=on(2))
        assert told("champions.reminder") == []

    def test_the_next_who_has_it_is_reminded_too(self, libraries, asked):
        overdue.look_at_all(at=on(2))
        asking.pass_on(asked, libraries.tom, at=on(2))
        overdue.look_at_all(at=on(4))
        assert told("champions.reminder") == [libraries.priya, libraries.tom]


class TestGoingUp:
    def test_it_goes_up_to_the_access_team_and_all_are_told_once(
        self, libraries, asked
    ):
        overdue.look_at_all(at=on(2))
        overdue.look_at_all(at=on(3))
        assert told("champions.passed-up") == []
        for _again in range(3):
            overdue.look_at_all(at=on(4))
        asked.refresh_from_db()
        assert (asked.with_person, asked.was_passed_up) == (libraries.marcus, True)
        assert asked.answer_by == day(8)
        assert told("champions.passed-up") == [libraries.sam]
        assert told("champions.question") == [libraries.priya, libraries.marcus]
        assert told("champions.taken-over") == [libraries.priya]

    def test_a_worker_that_stood_still_reminds_first(self, libraries, asked):
        overdue.look_at_all(at=on(7))
        assert told("champions.reminder") == [libraries.priya]
        assert told("champions.passed-up") == []
        overdue.look_at_all(at=on(7) + timedelta(days=1))
        assert told("champions.passed-up") == [libraries.sam]

    def test_with_nobody_to_take_it_the_whole_team_sees_it(self, libraries, asked):
        Absence.objects.create(
            person=libraries.marcus, starts_on=MONDAY, ends_on=day(38)
        )
        overdue.look_at_all(at=on(2))
        overdue.look_at_all(at=on(4))
        asked.refresh_from_db()
        assert (asked.with_person, asked.was_passed_up) == (libraries.priya, True)
        assert asked.answer_by == day(8)
        overdue.look_at_all(at=on(7) + timedelta(days=1))
        assert told("champions.reminder") == [libraries.priya, libraries.priya]

    def test_one_of_the_team_who_does_not_answer_is_followed_by_the_next(
        self, libraries, asked
    ):
        nia = PersonFactory()
        AppointmentFactory(person=nia, service=libraries.council, access_team=True)
        asking.pass_on(asked, libraries.marcus, at=on(0))
        overdue.look_at_all(at=on(2))
        overdue.look_at_all(at=on(4))
        asked.refresh_from_db()
        assert asked.with_person == nia

    def test_cut_off_in_the_middle_nothing_is_half_done(
        self, libraries, asked, monkeypatch
    ):
        overdue.look_at_all(at=on(2))
        real = overdue.outbox.post

        def fails(kind, *args, **about):
            if kind == "champions.taken-over":
                raise RuntimeError
            return real(kind, *args, **about)

        monkeypatch.setattr(overdue.outbox, "post", fails)
        with pytest.raises(RuntimeError):
            overdue.look_at_all(at=on(4))
        asked.refresh_from_db()
        assert asked.with_person == libraries.priya
        assert told("champions.passed-up") == []
        monkeypatch.undo()
        overdue.look_at_all(at=on(4))
        assert told("champions.passed-up") == [libraries.sam]

"""Whom a question reaches, and what becomes of it."""

import threading
from datetime import timedelta

from django.db import connection
from django.utils import timezone

import pytest

from champions import asking, tasks
from champions.conversation import with_whom
from champions.models import HelpAnswer, HelpRequest
from champions.permissions import can_answer
from champions.team import TeamPage
from config.celery import app as celery
from pages import words
from pages.models import Message
from people import leaving
from people.models import Appointment, User
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)

Role = Appointment.Role


def told(kind):
    """To whom messages of a kind were written."""
    rows = Message.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return [row.recipient for row in rows]


def away(person):
    return AbsenceFactory(person=person)


class TestAsking:
    def test_a_question_reaches_the_champion(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        assert request.with_person == libraries.priya
        assert request.with_role == Role.CHAMPION
        assert told("champions.question") == [libraries.priya]

    def test_it_reaches_the_deputy_while_the_champion_is_away(self, libraries):
        away(libraries.priya)
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        assert request.with_person == libraries.tom
        assert request.stands_in_for == libraries.priya
        assert told("champions.question") == [libraries.tom]

    def test_it_goes_up_when_champion_and_deputy_are_away(self, libraries):
        above = PersonFactory()
        AppointmentFactory(person=above, service=libraries.council)
        away(libraries.priya)
        away(libraries.tom)
        assert asking.ask(libraries.sam, "Help").with_person == above

    def test_it_reaches_the_access_team_when_no_champion_is_there(self, libraries):
        away(libraries.priya)
        away(libraries.tom)
        request = asking.ask(libraries.sam, "Help")
        assert request.with_person == libraries.marcus
        assert request.was_passed_up

    def test_a_question_to_nobody_is_kept(self, db):
        alone = PersonFactory()
        request = asking.ask(alone, "Is anybody there?")
        assert request.with_person is None
        assert request.is_open
        assert told("champions.question") == []

    def test_the_champion_has_somebody_to_ask_too(self, libraries):
        assert asking.ask(libraries.priya, "Help").with_person == libraries.tom

    def test_a_double_press_sends_one(self, libraries):
        first = asking.ask(libraries.sam, "Is a poster allowed?")
        second = asking.ask(libraries.sam, "Is a poster allowed?")
        assert first == second
        assert HelpRequest.objects.count() == 1
        assert len(told("champions.question")) == 1

    def test_the_same_question_later_is_another(self, libraries):
        asking.ask(libraries.sam, "Help", at=timezone.now() - timedelta(hours=1))
        asking.ask(libraries.sam, "Help")
        assert HelpRequest.objects.count() == 2


class TestAnswering:
    def test_an_answer_reaches_the_asker(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.answer(request, libraries.priya, "Yes, with the words beside it.")
        request.refresh_from_db()
        assert not request.is_open
        assert told("champions.answer") == [libraries.sam]

    def test_an_answer_pressed_twice_is_one(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.answer(request, libraries.priya, "Yes.")
        asking.answer(request, libraries.priya, "Yes.")
        assert HelpAnswer.objects.count() == 1
        assert len(told("champions.answer")) == 1

    def test_a_follow_up_opens_it_again_with_whoever_has_it(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.answer(request, libraries.priya, "Yes.")
        asking.answer(request, libraries.sam, "A big one?")
        request.refresh_from_db()
        assert request.is_open
        assert told("champions.question") == [libraries.priya, libraries.priya]

    def test_a_follow_up_goes_to_whoever_is_there_now(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.answer(request, libraries.priya, "Yes.")
        away(libraries.priya)
        asking.answer(request, libraries.sam, "A big one?")
        request.refresh_from_db()
        assert request.with_person == libraries.tom
        assert request.stands_in_for == libraries.priya

    def test_a_follow_up_does_not_go_to_who_left_the_role(self, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.answer(request, libraries.priya, "Yes.")
        Appointment.objects.filter(person=libraries.priya).update(
            ends_on=timezone.localdate() - timedelta(days=1)
        )
        asking.answer(request, libraries.sam, "A big one?")
        request.refresh_from_db()
        assert request.with_person == libraries.tom


class TestPassingOn:
    def test_it_can_go_to_the_others_who_look_after_the_asker(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        assert asking.who_else(request) == [
            (libraries.tom, Role.DEPUTY),
            (libraries.bernadette, Role.COMMUNICATIONS),
            (libraries.marcus, Role.ACCESS_TEAM),
        ]

    def test_passed_on_it_is_with_them_and_they_are_told(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        asking.pass_on(request, libraries.tom)
        request.refresh_from_db()
        assert request.with_person == libraries.tom
        assert set(request.reached.all()) == {libraries.priya, libraries.tom}
        assert told("champions.question") == [libraries.priya, libraries.tom]

    def test_there_and_back_tells_each_time(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        asking.pass_on(request, libraries.tom)
        asking.pass_on(request, libraries.priya)
        assert told("champions.question") == [
            libraries.priya,
            libraries.tom,
            libraries.priya,
        ]

    def test_a_double_press_passes_it_once(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        asking.pass_on(request, libraries.tom)
        asking.pass_on(request, libraries.tom)
        assert told("champions.question").count(libraries.tom) == 1

    def test_not_to_somebody_who_does_not_look_after_the_asker(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        with pytest.raises(asking.NotOneToPassTo):
            asking.pass_on(request, PersonFactory())

    def test_not_to_somebody_who_is_away(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        away(libraries.tom)
        with pytest.raises(asking.NotOneToPassTo):
            asking.pass_on(request, libraries.tom)

    def test_passed_up_the_access_team_has_it(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        asking.pass_on(request, libraries.marcus)
        request.refresh_from_db()
        assert request.was_passed_up


class TestSendingOn:
    def test_it_stays_with_who_is_there(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        assert asking.send_on(request).with_person == libraries.priya

    def test_it_goes_to_who_helps_now_when_the_holder_is_away(self, libraries):
        request = asking.ask(libraries.sam, "Help")
        away(libraries.priya)
        assert asking.send_on(request).with_person == libraries.tom

    def test_kept_for_nobody_it_goes_to_the_first_who_comes(self, db):
        alone = PersonFactory()
        request = asking.ask(alone, "Is anybody there?")
        champion = AppointmentFactory(service=alone.service).person
        assert asking.send_on(request).with_person == champion


class TestSendingAllOn:
    """What the task does, every few minutes."""

    @pytest.fixture
    def question(self, libraries):
        return asking.ask(libraries.sam, "Help")

    def now(self, question):
        return HelpRequest.objects.get(pk=question.pk)

    def run(self):
        tasks.send_on()

    def test_a_new_champion_gets_it_and_sees_it_with_the_team(
        self, libraries, question
    ):
        new = PersonFactory(name="Nadia New")
        yesterday = timezone.localdate() - timedelta(days=1)
        Appointment.objects.filter(person=libraries.priya).update(ends_on=yesterday)
        AppointmentFactory(person=new, service=libraries.service)
        self.run()
        assert self.now(question).with_person == new
        assert told("champions.question") == [libraries.priya, new]
        assert TeamPage(new, libraries.service).requests == [question]

    def test_somebody_who_left_does_not_keep_it(self, libraries, question):
        leaving.leave(libraries.priya)
        self.run()
        assert self.now(question).with_person == libraries.tom

    def test_nor_does_somebody_who_is_away_if_another_is_there(
        self, libraries, question
    ):
        away(libraries.priya)
        self.run()
        assert self.now(question).with_person == libraries.tom
        assert self.now(question).stands_in_for == libraries.priya

    def test_asked_when_nobody_was_in_it_goes_to_who_is_back(self, db):
        champion = AppointmentFactory().person
        asker = PersonFactory(service=champion.appointments.get().service)
        absence = away(champion)
        question = asking.ask(asker, "Is anybody there?")
        self.run()
        assert self.now(question).with_person is None
        absence.delete()
        self.run()
        assert self.now(question).with_person == champion
        assert told("champions.question") == [champion]

    def test_nobody_is_said_to_have_it_who_cannot_answer(self, db):
        held = AppointmentFactory()
        question = asking.ask(PersonFactory(service=held.service), "Help")
        leaving.leave(held.person)
        self.run()
        assert self.now(question).with_person is None
        assert with_whom(self.now(question)).startswith("Nobody has been named")

    def test_it_goes_along_with_an_asker_who_moves(self, libraries, question):
        elsewhere = AppointmentFactory()
        User.objects.filter(pk=libraries.sam.pk).update(service=elsewhere.service)
        self.run()
        self.run()
        assert self.now(question).with_person == elsewhere.person
        assert told("champions.question") == [libraries.priya, elsewhere.person]
        assert not can_answer(libraries.priya, self.now(question))

    def test_it_stays_with_one_who_looks_after_the_new_place_too(
        self, libraries, question
    ):
        below = ServiceFactory(parent=libraries.service)
        AppointmentFactory(service=below)
        User.objects.filter(pk=libraries.sam.pk).update(service=below)
        self.run()
        assert self.now(question).with_person == libraries.priya

    def test_asked_again_after_a_move_it_goes_to_the_new_champion(
        self, libraries, question
    ):
        asking.answer(question, libraries.priya, "Yes.")
        elsewhere = AppointmentFactory()
        User.objects.filter(pk=libraries.sam.pk).update(service=elsewhere.service)
        asking.answer(self.now(question), libraries.sam, "And the back door?")
        assert self.now(question).with_person == elsewhere.person

    def test_what_is_answered_or_well_placed_stays(self, libraries, question):
        answered = asking.ask(libraries.sam, "And this?")
        asking.answer(answered, libraries.priya, "Yes.")
        before = list(HelpRequest.objects.values())
        self.run()
        assert list(HelpRequest.objects.values()) == before
        leaving.leave(libraries.priya)
        self.run()
        assert self.now(answered).with_person == libraries.priya

    def test_it_runs_by_itself(self):
        beats = celery.conf.beat_schedule.values()
        assert tasks.send_on.name in {beat["task"] for beat in beats}


def test_everybody_away_is_not_nobody_named(db):
    champion = AppointmentFactory().person
    asker = PersonFactory(service=champion.appointments.get().service)
    last_day = away(champion).ends_on
    question = asking.ask(asker, "Is anybody there?")
    assert with_whom(question).startswith(
        f"Everybody who could help is away until {words.day(last_day)}."
    )


@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="there are no row locks"
)
@pytest.mark.django_db(transaction=True)
def test_many_presses_in_the_same_moment_send_one():
    asker = PersonFactory()
    AppointmentFactory(service=asker.service)
    together = threading.Barrier(6)

    def press():
        together.wait()
        try:
            asking.ask(User.objects.get(pk=asker.pk), "Is a poster allowed?")
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _number in range(6)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert HelpRequest.objects.count() == 1
    assert len(told("champions.question")) == 1

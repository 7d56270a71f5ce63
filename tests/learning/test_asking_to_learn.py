"""Asking people to do a module: who is asked, who is not, and how it ends."""

import threading
from datetime import date, timedelta
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import pytest

from learning import asking_to_learn, progress
from learning.models import Assignment
from learning.permissions import can_withdraw
from pages.models import Message
from people.models import Appointment, User
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
    do_all,
)
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

WHY = "The Compton page is yours from January."


@pytest.fixture
def team(site_skeleton):
    """A service with its champion and deputy, two of its people, and a module."""
    service = ServiceFactory(parent=ServiceFactory())
    return SimpleNamespace(
        service=service,
        priya=AppointmentFactory(
            service=service, person=PersonFactory(name="Priya", service=service)
        ).person,
        tom=AppointmentFactory(
            service=service, deputy=True, person=PersonFactory(name="Tom")
        ).person,
        joan=PersonFactory(name="Joan", service=service),
        sam=PersonFactory(name="Sam", service=service),
        module=ModulePageFactory(),
    )


def ask(team, *people, asker=None, **more):
    ids = [person.pk for person in people]
    return asking_to_learn.ask(asker or team.priya, ids, team.module, WHY, **more)


class TestAsking:
    def test_each_is_asked_with_the_reason_and_told_once(self, team):
        by_day = timezone.localdate() + timedelta(days=9)
        found = ask(team, team.sam, team.joan, by_day=by_day)
        assert found.people == [team.joan, team.sam]
        for one in Assignment.objects.all():
            assert (one.asked_by, one.reason, one.by_day) == (team.priya, WHY, by_day)
        told = Message.objects.filter(kind="learning.asked")
        assert {message.recipient for message in told} == {team.joan, team.sam}

    def test_who_finished_it_is_not_asked(self, team):
        CompletionFactory(person=team.sam, module=team.module)
        found = ask(team, team.sam, team.joan)
        assert (found.people, found.finished) == ([team.joan], [team.sam])
        assert not Assignment.objects.filter(person=team.sam).exists()

    def test_who_was_asked_already_is_not_asked_again(self, team):
        ask(team, team.sam, asker=team.tom)
        found = ask(team, team.sam, team.joan)
        assert found.people == [team.joan]
        assert [(one.person, one.asked_by) for one in found.already] == [
            (team.sam, team.tom)
        ]
        assert Message.objects.filter(recipient=team.sam).count() == 1

    def test_only_who_holds_a_role_above_them_asks(self, team):
        elsewhere = PersonFactory()
        gone = PersonFactory(service=team.service, left=True)
        found = ask(team, team.sam, elsewhere, gone, team.priya)
        assert (found.people, found.gone) == ([team.sam], 3)
        assert ask(team, team.joan, asker=team.sam).gone == 1
        assert Assignment.objects.get().person == team.sam

    def test_a_double_press_asks_once_and_says_the_same(self, team):
        first, second = ask(team, team.sam), ask(team, team.sam)
        assert first == second
        assert Assignment.objects.count() == 1
        assert Message.objects.count() == 1

    def test_the_same_a_day_later_is_told_as_asked_already(self, team):
        ask(team, team.sam, at=timezone.now() - timedelta(days=1))
        found = ask(team, team.sam)
        assert not found.people
        assert found.already[0].asked_by == team.priya

    def test_after_it_was_taken_back_one_can_be_asked_again(self, team):
        AssignmentFactory(person=team.sam, module=team.module, taken_back=True)
        assert ask(team, team.sam).people == [team.sam]

    def test_the_database_holds_it_to_one_open(self, team):
        AssignmentFactory(person=team.sam, module=team.module)
        with pytest.raises(IntegrityError), transaction.atomic():
            AssignmentFactory(person=team.sam, module=team.module)

    def test_it_costs_the_same_for_one_as_for_ten_to_look(
        self, team, django_assert_num_queries
    ):
        people = [PersonFactory(service=team.service) for _number in range(10)]
        for ids in ([people[0].pk], [person.pk for person in people]):
            with django_assert_num_queries(4):
                asking_to_learn.who_would_be_asked(team.priya, ids, team.module)


class TestFinishing:
    def test_it_closes_what_was_asked(self, team):
        ask(team, team.sam)
        enrolment = progress.begin(team.sam, team.module)
        at = timezone.now()
        do_all(enrolment, at=at)
        assert Assignment.objects.get().finished_at == at

    def test_it_leaves_other_people_and_other_modules_alone(self, team):
        ask(team, team.joan)
        other = AssignmentFactory(person=team.sam)
        CompletionFactory(person=team.sam, module=team.module)
        assert set(Assignment.objects.open()) == {
            other,
            Assignment.objects.get(person=team.joan),
        }

    def test_what_was_taken_back_stays_taken_back(self, team):
        one = AssignmentFactory(person=team.sam, module=team.module, taken_back=True)
        CompletionFactory(person=team.sam, module=team.module)
        one.refresh_from_db()
        assert one.finished_at is None


class TestTakingBack:
    def test_it_is_closed_with_the_sentence(self, team):
        ask(team, team.sam)
        one = asking_to_learn.withdraw(
            Assignment.objects.get(), team.tom, "Never mind."
        )
        assert not one.is_open
        assert (one.withdrawn_by, one.withdrawn_because) == (team.tom, "Never mind.")
        assert list(Assignment.objects.to_put_away()) == [one]

    def test_twice_the_first_sentence_stands(self, team):
        ask(team, team.sam)
        one = Assignment.objects.get()
        asking_to_learn.withdraw(one, team.tom, "Never mind.")
        again = asking_to_learn.withdraw(one, team.priya, "Something else.")
        assert again.withdrawn_because == "Never mind."

    def test_what_was_finished_meanwhile_stays_finished(self, team):
        ask(team, team.sam)
        one = Assignment.objects.get()
        CompletionFactory(person=team.sam, module=team.module)
        one = asking_to_learn.withdraw(one, team.priya, "Never mind.")
        assert one.finished_at and not one.withdrawn_at

    def test_put_away_it_is_seen_no_more(self, team):
        one = AssignmentFactory(person=team.sam, taken_back=True)
        asking_to_learn.put_away(one)
        assert not Assignment.objects.to_put_away().exists()

    def test_what_is_open_is_not_put_away(self, team):
        one = AssignmentFactory(person=team.sam)
        asking_to_learn.put_away(one)
        one.refresh_from_db()
        assert one.put_away_at is None

    def test_predicate_and_queryset_say_the_same(self, team):
        rows = [AssignmentFactory(person=p) for p in (team.sam, PersonFactory())]
        yesterday = timezone.localdate() - timedelta(days=1)
        former = AppointmentFactory(service=team.service, ends_on=yesterday).person
        above = AppointmentFactory(service=team.service.get_root()).person
        viewers = [team.priya, team.tom, team.sam, former, above, AnonymousUser()]
        for viewer in viewers:
            assert set(Assignment.objects.seen_by(viewer)) == {
                one for one in rows if can_withdraw(viewer, one)
            }
        assert can_withdraw(above, rows[0])
        assert not can_withdraw(former, rows[0])

    def test_who_asked_and_lost_the_role_may_not(self, team):
        ask(team, team.sam)
        Appointment.objects.filter(person=team.priya).update(ends_on=date(2026, 1, 1))
        assert not can_withdraw(team.priya, Assignment.objects.get())
        assert can_withdraw(team.tom, Assignment.objects.get())


@pytest.mark.skipif(
    not connection.features.has_select_for_update, reason="there are no row locks"
)
@pytest.mark.django_db(transaction=True)
def test_many_who_ask_in_the_same_moment_ask_once(site_skeleton):
    service = ServiceFactory()
    sam, module = PersonFactory(service=service), ModulePageFactory()
    askers = [AppointmentFactory(service=service, deputy=True).person for _ in range(5)]
    together = threading.Barrier(len(askers))

    def press(asker):
        together.wait()
        try:
            asking_to_learn.ask(User.objects.get(pk=asker.pk), [sam.pk], module, WHY)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[asker]) for asker in askers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Assignment.objects.count() == 1
    assert Message.objects.count() == 1

"""What the digital access team hears before it happens."""

from datetime import timedelta

from django.utils import timezone

import pytest

from champions import ahead
from champions.ahead import Ahead
from pages.models import Message
from people.models import Appointment
from tests.champions.factories import HelpRequestFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def held(libraries):
    return libraries.priya.appointments.get()


def goes(held, day):
    Appointment.objects.filter(pk=held.pk).update(ends_on=day)


def test_a_champion_who_goes_with_nobody_to_follow_is_said(libraries, held):
    goes(held, in_days(20))
    [ending] = Ahead.seen_by(libraries.marcus).endings
    assert ending.person == libraries.priya
    assert "Nobody follows as yet." in ending.sentence


def test_of_one_who_leaves_it_is_the_day_before_that_counts(libraries, held):
    libraries.priya.left_on = in_days(10)
    libraries.priya.save()
    [ending] = Ahead.seen_by(libraries.marcus).endings
    assert ending.from_day == in_days(10)


def test_with_somebody_to_follow_nothing_is_said(libraries, held):
    goes(held, in_days(20))
    AppointmentFactory(
        person=libraries.tom, service=libraries.service, starts_on=in_days(21)
    )
    assert not Ahead.seen_by(libraries.marcus)


def test_a_day_between_two_champions_is_a_gap(libraries, held):
    goes(held, in_days(20))
    AppointmentFactory(
        person=libraries.tom, service=libraries.service, starts_on=in_days(22)
    )
    assert len(Ahead.seen_by(libraries.marcus).endings) == 1


def test_what_is_months_away_can_wait(libraries, held):
    goes(held, in_days(60))
    assert not Ahead.seen_by(libraries.marcus)


def test_a_champion_of_very_many_is_said_and_one_nearer_counts_less(
    libraries, monkeypatch
):
    monkeypatch.setattr(ahead, "MOST_PEOPLE", 8)
    below = ServiceFactory(parent=libraries.service)
    for _number in range(4):
        PersonFactory(service=below)
    [carrying] = Ahead.seen_by(libraries.marcus).carrying
    assert carrying.person == libraries.priya
    AppointmentFactory(service=below)
    assert not Ahead.seen_by(libraries.marcus)


def test_a_champion_with_many_open_questions_is_said(libraries):
    for _number in range(ahead.MOST_QUESTIONS):
        HelpRequestFactory(person=libraries.sam, with_person=libraries.priya)
    assert not Ahead.seen_by(libraries.marcus)
    HelpRequestFactory(person=libraries.sam, with_person=libraries.priya)
    assert len(Ahead.seen_by(libraries.marcus).carrying) == 1


def test_another_organisation_is_not_ones_own(libraries, held):
    goes(held, in_days(20))
    elsewhere = AppointmentFactory(role=Appointment.Role.ACCESS_TEAM).person
    assert not Ahead.seen_by(elsewhere)
    assert Ahead.seen_by(libraries.priya) is None


def test_the_access_team_is_written_to_once_a_week_and_no_name_is_in_it(
    libraries, held
):
    goes(held, in_days(20))
    ahead.tell_access_team()
    ahead.tell_access_team()
    message = Message.objects.get(kind="champions.ahead")
    assert message.recipient == libraries.marcus
    assert message.about == {}


def test_where_there_is_nothing_nobody_is_written_to(libraries):
    ahead.tell_access_team()
    assert not Message.objects.filter(kind="champions.ahead").exists()


def test_it_costs_the_same_for_many(libraries):
    def add(count):
        for _number in range(count):
            service = ServiceFactory(parent=libraries.council)
            AppointmentFactory(service=service, ends_on=in_days(5))

    assert_steady_queries(add, lambda: len(Ahead.seen_by(libraries.marcus)))

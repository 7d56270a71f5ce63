"""What the digital access team hears before it happens."""

from datetime import timedelta

from django.utils import timezone

import pytest

from champions import ahead
from champions.coverage import Coverage
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


def carrying(libraries):
    return ahead.carrying(Coverage(), [libraries.council.path])


def test_a_champion_who_goes_with_nobody_to_follow_counts(libraries, held):
    assert ahead.counted_for(libraries.marcus) == 0
    goes(held, in_days(20))
    assert ahead.counted_for(libraries.marcus) == 1
    AppointmentFactory(
        person=libraries.tom, service=libraries.service, starts_on=in_days(21)
    )
    assert ahead.counted_for(libraries.marcus) == 0


def test_a_champion_of_very_many_is_said_and_one_nearer_counts_less(
    libraries, monkeypatch
):
    monkeypatch.setattr(ahead, "MOST_PEOPLE", 8)
    below = ServiceFactory(parent=libraries.service)
    for _number in range(4):
        PersonFactory(service=below)
    [found] = carrying(libraries)
    assert found.sentence.startswith("Priya Raman looks after nine people")
    AppointmentFactory(service=below)
    assert carrying(libraries) == []


def test_a_champion_with_many_open_questions_is_said(libraries):
    for _number in range(ahead.MOST_QUESTIONS):
        HelpRequestFactory(person=libraries.sam, with_person=libraries.priya)
    assert carrying(libraries) == []
    HelpRequestFactory(person=libraries.sam, with_person=libraries.priya)
    assert len(carrying(libraries)) == 1


def test_another_organisation_is_not_ones_own(libraries, held):
    goes(held, in_days(20))
    elsewhere = AppointmentFactory(role=Appointment.Role.ACCESS_TEAM).person
    assert ahead.counted_for(elsewhere) == 0
    assert ahead.counted_for(libraries.priya) == 0


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

    assert_steady_queries(add, lambda: ahead.counted_for(libraries.marcus))

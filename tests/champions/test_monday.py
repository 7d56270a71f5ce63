"""What is written on Monday to those who look after a team: how many, never who."""

from datetime import datetime, timedelta

from django.core import mail
from django.utils import timezone

import pytest

from champions import monday
from champions.five import FivePeople
from champions.messages import monday as compose
from pages.models import Message
from tests.champions.factories import HelpRequestFactory, TeamMarkFactory
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory

NINE = timezone.make_aware(datetime(2026, 11, 23, 9))


def written(person, at=NINE):
    """The e-mail of this week to somebody, as it would leave at that moment."""
    monday.write(NINE)
    message = Message.objects.get(kind="champions.monday", recipient=person)
    message.claimed_at = at
    return compose(message)


def ask(team, **more):
    return HelpRequestFactory(
        person=team.sam,
        with_person=team.priya,
        asked_at=NINE - timedelta(days=2),
        **more,
    )


def test_it_holds_the_numbers_of_the_page_and_no_name(libraries):
    ask(libraries)
    five = FivePeople(libraries.priya, libraries.service, at=NINE)
    mail_ = written(libraries.priya)
    assert mail_.subject == f"{five.heading}, one request for help waits"
    assert "Sam" not in f"{mail_.subject} {mail_.short}"
    assert mail_.context["url"].endswith("/team/libraries/")


def test_a_week_has_one_for_each_who_looks_after_a_team(libraries):
    gone = PersonFactory(service=libraries.service, left_on=NINE.date())
    AppointmentFactory(person=gone, service=libraries.service, communications=True)
    for hours in (0, 1, 5):
        monday.write(NINE + timedelta(hours=hours))
    monday.write(NINE + timedelta(days=1))
    team = libraries.priya, libraries.tom, libraries.bernadette
    found = Message.objects.filter(kind="champions.monday")
    assert sorted(m.recipient_id for m in found) == sorted(p.pk for p in team)
    monday.write(NINE + timedelta(weeks=1))
    assert found.all().count() == 6
    assert not mail.outbox


def test_it_is_not_sent_when_that_monday_is_over(libraries):
    ask(libraries)
    assert written(libraries.priya, NINE + timedelta(hours=14))
    assert written(libraries.priya, NINE + timedelta(hours=16)) is None


def test_nor_to_somebody_away(libraries):
    ask(libraries)
    AbsenceFactory(person=libraries.priya, starts_on=NINE.date(), ends_on=NINE.date())
    assert written(libraries.priya) is None


def test_nor_to_somebody_whose_role_has_ended(libraries):
    ask(libraries)
    assert written(libraries.priya)
    libraries.priya.appointments.update(ends_on=NINE.date() - timedelta(days=1))
    assert written(libraries.priya) is None


@pytest.fixture
def nobody_named(libraries):
    for person in libraries.service.people.all():
        TeamMarkFactory(
            person=person, made_by=libraries.priya, until=NINE.date() + timedelta(9)
        )


@pytest.mark.usefixtures("nobody_named")
def test_where_nobody_is_to_be_spoken_to_what_waits_is_said(libraries):
    assert written(libraries.priya) is None
    ask(libraries)
    mail_ = written(libraries.priya)
    assert mail_.subject == "One request for help waits"
    assert mail_.context["url"].endswith("/help/")


def test_whoever_looks_after_two_teams_is_led_to_both(libraries):
    elsewhere = PersonFactory()
    AppointmentFactory(person=libraries.priya, service=elsewhere.service)
    mail_ = written(libraries.priya)
    assert mail_.context["url"].endswith("/team/")
    services = libraries.service, elsewhere.service
    pages = [FivePeople(libraries.priya, one, at=NINE) for one in services]
    assert mail_.context["waits"].people == sum(len(page.people) for page in pages)

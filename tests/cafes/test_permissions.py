"""Who may run a session, as a predicate and as a queryset."""

from django.contrib.auth.models import AnonymousUser

import pytest

from cafes.models import Session
from cafes.permissions import can_organise, can_run, can_see_needs
from tests.cafes.factories import SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    """One of each that might ask, by what they are."""
    superuser = PersonFactory()
    superuser.is_superuser = True
    superuser.save()
    return {
        "organiser": AppointmentFactory(organiser=True).person,
        "access team": AppointmentFactory(access_team=True).person,
        "former organiser": AppointmentFactory(organiser=True, ended=True).person,
        "organiser to come": AppointmentFactory(organiser=True, to_come=True).person,
        "organiser who left": AppointmentFactory(
            organiser=True, person__left=True
        ).person,
        "organiser of a team": AppointmentFactory(
            organiser=True, service=ServiceFactory(parent=ServiceFactory())
        ).person,
        "access team of a team": AppointmentFactory(
            access_team=True, service=ServiceFactory(parent=ServiceFactory())
        ).person,
        "champion": AppointmentFactory().person,
        "host": PersonFactory(),
        "colleague": PersonFactory(),
        "superuser": superuser,
        "stranger": AnonymousUser(),
    }


def those_who(may, people):
    return {name for name, person in people.items() if may(person)}


def test_organisers_and_the_access_team_of_an_organisation_may_organise(people):
    assert those_who(can_organise, people) == {"organiser", "access team"}


def test_hosts_may_run_their_own_session_only(people):
    hosted = SessionFactory(hosts=[people["host"]])
    another = SessionFactory()
    assert those_who(lambda who: can_run(who, hosted), people) == {
        "organiser",
        "access team",
        "host",
    }
    assert not can_run(people["host"], another)


def test_the_queryset_says_the_same_as_the_predicate(people):
    sessions = [
        SessionFactory(hosts=[people["host"]]),
        SessionFactory(),
        SessionFactory(hosts=[people["organiser who left"]]),
    ]
    for name, person in people.items():
        run = set(Session.objects.run_by(person))
        assert run == {s for s in sessions if can_run(person, s)}, name


def test_what_would_help_is_for_hosts_and_organisers_until_it_is_over(people):
    session = SessionFactory(hosts=[people["host"]])
    may = those_who(lambda who: can_see_needs(who, session), people)
    assert may == {"organiser", "host"}
    over = SessionFactory(over=True, hosts=[people["host"]])
    assert those_who(lambda who: can_see_needs(who, over), people) == set()

"""Who may see a request for help, and who may answer it."""

import itertools
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

import pytest

from champions.models import HelpRequest
from champions.permissions import can_answer
from people.models import Appointment
from tests.champions.factories import HelpRequestFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory


@pytest.fixture
def requests(libraries):
    """One for each way in which a request can stand."""
    with_priya = HelpRequestFactory(person=libraries.sam, with_person=libraries.priya)
    return {
        "with the champion": with_priya,
        "passed on": HelpRequestFactory(
            person=libraries.sam,
            with_person=libraries.tom,
            with_role=Appointment.Role.DEPUTY,
            reached=[libraries.priya],
        ),
        "passed up": HelpRequestFactory(
            person=libraries.sam, with_person=libraries.marcus, passed_up=True
        ),
        "with nobody": HelpRequestFactory(
            with_person=None, with_role="", was_passed_up=True
        ),
        "in no service": HelpRequestFactory(
            person=PersonFactory(service=None),
            with_person=libraries.marcus,
            passed_up=True,
        ),
        "elsewhere": HelpRequestFactory(),
    }


def seen(viewer, requests):
    visible = set(HelpRequest.objects.seen_by(viewer))
    return {name for name, one in requests.items() if one in visible}


def test_the_asker_sees_their_own(libraries, requests):
    assert seen(libraries.sam, requests) == {
        "with the champion",
        "passed on",
        "passed up",
    }


def test_the_champion_sees_what_reached_them(libraries, requests):
    assert seen(libraries.priya, requests) == {"with the champion", "passed on"}


def test_the_deputy_sees_only_what_reached_them(libraries, requests):
    assert seen(libraries.tom, requests) == {"passed on"}


def test_the_access_team_sees_what_was_passed_up(libraries, requests):
    assert seen(libraries.marcus, requests) == {
        "passed up",
        "with nobody",
        "in no service",
    }


def test_a_colleague_of_the_access_team_sees_what_was_passed_up(libraries, requests):
    colleague = AppointmentFactory(service=libraries.council, access_team=True).person
    assert "passed up" in seen(colleague, requests)
    assert "with the champion" not in seen(colleague, requests)


def test_an_access_team_elsewhere_does_not(libraries, requests):
    elsewhere = AppointmentFactory(access_team=True).person
    assert seen(elsewhere, requests) == {"with nobody", "in no service"}


def test_who_left_the_role_sees_nothing_more(libraries, requests):
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(person=libraries.priya).update(ends_on=yesterday)
    assert seen(libraries.priya, requests) == set()


def test_who_moved_to_a_role_elsewhere_sees_nothing_more(libraries, requests):
    elsewhere = ServiceFactory()
    Appointment.objects.filter(person=libraries.priya).update(service=elsewhere)
    assert seen(libraries.priya, requests) == set()


def test_who_has_left_sees_nothing(libraries, requests):
    libraries.sam.left_on = timezone.localdate()
    assert seen(libraries.sam, requests) == set()


def test_nobody_answers_their_own(libraries, requests):
    own = HelpRequestFactory(person=libraries.priya, with_person=libraries.tom)
    own.reached.add(libraries.priya)
    assert own in HelpRequest.objects.seen_by(libraries.priya)
    assert not can_answer(libraries.priya, own)


def test_a_colleague_and_a_stranger_see_nothing(libraries, requests):
    assert seen(PersonFactory(service=libraries.service), requests) == set()
    assert seen(AnonymousUser(), requests) == set()
    assert seen(PersonFactory(is_superuser=True), requests) == set()


def test_predicate_and_queryset_say_the_same(libraries, requests):
    below = ServiceFactory(parent=libraries.service)
    viewers = [
        libraries.sam,
        libraries.priya,
        libraries.tom,
        libraries.bernadette,
        libraries.marcus,
        AppointmentFactory(service=libraries.council, access_team=True).person,
        AppointmentFactory(service=below).person,
        AppointmentFactory(access_team=True).person,
        AppointmentFactory(service=libraries.council, ended=True, deputy=True).person,
        PersonFactory(left=True),
        AnonymousUser(),
        *[one.person for one in requests.values()],
    ]
    for viewer, one in itertools.product(viewers, requests.values()):
        open_to = HelpRequest.objects.to_answer_by(viewer).filter(pk=one.pk).exists()
        assert open_to == can_answer(viewer, one), (viewer, one)

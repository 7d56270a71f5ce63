"""Every address, tried as somebody in every role of another organisation; and every
rule of who may, asked of one and of many, on trees and roles drawn by lot."""

import random
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from cafes import permissions as cafes
from cafes.models import Session
from champions import permissions as champions
from champions.models import HelpRequest, TeamMark
from learning import permissions as learning
from learning.models import Assignment, ModulePage
from people.models import Appointment, Service, User
from people.permissions import can_look_after
from tests.cafes.factories import CafePageFactory, SessionFactory
from tests.champions.factories import HelpRequestFactory, TeamMarkFactory
from tests.learning.factories import AssignmentFactory, ModulePageFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.test_addresses import ADDRESSES, CONCERNED, ROLE, named, town  # noqa: F401 (the fixture)

Role = Appointment.Role

# What is open beyond one's own organisation: cafés are shared by all of them, so
# whoever may organise runs every session and books for all (cafes/permissions.py).
SHARED = {
    Role.ORGANISER: ("organise",),
    Role.ACCESS_TEAM: ("organise",),
}
# One's own lists, which say nothing of anybody else's.
OWN = (
    *("team_home", "help_notes", "access", "access_file"),
    *("coverage", "coverage_file", "coverage_history", "coverage_history_file"),
)


def is_closed(role, name):
    return name not in OWN and not name.startswith(SHARED.get(role, ("no address",)))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role.values)
def test_a_role_in_another_organisation_opens_nothing_here(town, role, method):  # noqa: F811
    AppointmentFactory(person=town.stranger, service=town.stranger.service, role=role)
    client = Client()
    client.force_login(town.stranger)
    opened = {
        name: answer.status_code
        for name in named(CONCERNED, ROLE)
        if is_closed(role, name)
        and (answer := getattr(client, method)(town.url(name))).status_code
        not in (403, 404, 405)
    }
    assert opened == {}


@pytest.mark.parametrize("role", [Role.CHAMPION, Role.DEPUTY, Role.COMMUNICATIONS])
def test_a_role_below_opens_nothing_above(town, role):  # noqa: F811
    """Somebody who looks after a part of a service is a stranger to the rest of it."""
    service = Service.objects.get(slug=town.things["slug"])
    below = ServiceFactory(parent=service)
    AppointmentFactory(person=town.stranger, service=below, role=role)
    client = Client()
    client.force_login(town.stranger)
    for name in ADDRESSES:
        if name and "slug" in ADDRESSES[name][1]:
            assert client.get(town.url(name)).status_code in (403, 404, 405), name


@pytest.mark.parametrize("role", Role.values)
def test_searching_finds_nobody_of_another_organisation(town, role):  # noqa: F811
    person = User.objects.get(pk=town.things["person_id"])
    User.objects.filter(pk=person.pk).update(name="Aurelia Findmenot")
    HelpRequest.objects.filter(person=person).update(words="Zanzibarquestion")
    AppointmentFactory(person=town.stranger, service=town.stranger.service, role=role)
    client = Client()
    client.force_login(town.stranger)
    for words in ("Aurelia Findmenot", "Zanzibarquestion"):
        page = client.get(reverse("search"), {"q": words}).text
        assert "Aurelia" not in page.replace(words, "")
        assert reverse("help_request", args=[town.things["help_request"]]) not in page


# One and many ---------------------------------------------------------------------

TODAY = timezone.localdate


def drawn(seed):
    """People in services, with roles now, before and to come, all drawn by lot."""
    lot = random.Random(seed)  # noqa: S311 (a lot for a test, not a secret)
    services = [ServiceFactory()]
    for _number in range(8):
        services.append(ServiceFactory(parent=lot.choice([None, *services * 3])))
    services = list(Service.objects.all())
    people = [
        PersonFactory(
            service=lot.choice([None, *services]),
            is_active=lot.random() > 0.1,
            is_superuser=lot.random() > 0.9,
            left_on=lot.choice([None, None, TODAY() + timedelta(lot.randint(-9, 9))]),
        )
        for _number in range(9)
    ]
    for _number in range(24):
        starts = TODAY() + timedelta(lot.randint(-20, 10))
        AppointmentFactory(
            person=lot.choice(people),
            service=lot.choice(services),
            role=lot.choice(Role.values),
            starts_on=starts,
            ends_on=starts + timedelta(lot.randint(0, 20)),
        )
    # Organising is for a whole organisation, which the lot might not draw.
    AppointmentFactory(
        role=Role.ORGANISER, service=services[0].get_root(), person=here(people)
    )
    return lot, services, people


def here(people):
    """Somebody of them who may sign in today."""
    return next(person for person in people if person in User.objects.here())


def assert_the_same(viewers, things, one, many):
    """Fail unless `one(viewer, thing)` says of each what `many(viewer)` lists; and
    unless the lot drew something of both."""
    said = []
    for viewer in viewers:
        listed = set(many(viewer))
        for thing in things:
            said.append(one(viewer, thing))
            assert said[-1] == (thing in listed), (viewer, thing)
    assert {True, False} == set(said)


@pytest.mark.parametrize("seed", range(4))
def test_each_rule_says_of_one_what_it_says_of_many(site_skeleton, seed):
    lot, _services, people = drawn(seed)
    viewers = [*people, AnonymousUser()]
    cafe, module = CafePageFactory(), ModulePageFactory(is_public=False)
    modules = [module, ModulePageFactory(is_public=True)]
    sessions, requests, assignments, marks = [], [], [], []
    for _number in range(6):
        asker, helper = lot.sample(people, 2)
        sessions.append(SessionFactory(cafe=cafe, hosts=lot.sample(people, 2)))
        requests.append(
            HelpRequestFactory(
                person=asker,
                with_person=lot.choice([helper, None]),
                with_role=lot.choice(Role.values),
                was_passed_up=lot.random() > 0.5,
                reached=lot.sample(people, 2),
            )
        )
    for person in lot.sample(people, 5):
        marks.append(TeamMarkFactory(person=person))
        assignments.append(AssignmentFactory(person=person, module=module))

    assert_the_same(
        viewers, requests, champions.can_answer, HelpRequest.objects.to_answer_by
    )
    assert_the_same(viewers, people, champions.can_hand_over, champions.handed_over_by)
    assert_the_same(
        viewers, assignments, learning.can_withdraw, Assignment.objects.seen_by
    )
    assert_the_same(viewers, modules, learning.can_read, ModulePage.objects.readable_by)
    assert_the_same(viewers, sessions, cafes.can_run, Session.objects.run_by)
    assert_the_same(viewers, people, cafes.can_book_for, cafes.bookable_by)
    assert_the_same(
        viewers,
        marks,
        lambda viewer, mark: can_look_after(viewer, mark.person),
        TeamMark.objects.seen_by,
    )

"""Who may see whom: the predicates against the querysets, on trees drawn by lot."""

import datetime
import random

from django.contrib.auth.models import AnonymousUser, Group, Permission

import pytest

from people import permissions
from people.models import Appointment, Service, User
from people.who_sees_what import TABLE, Kind, Sees
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)
Role = Appointment.Role


def a_tree(lot, size=12):
    services = [ServiceFactory()]
    for _number in range(size):
        services.append(ServiceFactory(parent=lot.choice([None, *services * 3])))
    return list(Service.objects.all())


def a_day(lot):
    return TODAY + datetime.timedelta(days=lot.randint(-20, 20))


def some_people(lot, services, size=10):
    return [
        PersonFactory(
            service=lot.choice([None, *services]),
            is_active=lot.random() > 0.1,
            is_superuser=lot.random() > 0.8,
            left_on=a_day(lot) if lot.random() > 0.8 else None,
        )
        for _number in range(size)
    ]


def some_appointments(lot, people, services, size=40):
    for _number in range(size):
        starts_on = a_day(lot)
        AppointmentFactory(
            person=lot.choice(people),
            service=lot.choice(services),
            role=lot.choice(Role.values),
            starts_on=starts_on,
            ends_on=starts_on + datetime.timedelta(days=lot.randint(0, 20)),
        )


@pytest.mark.parametrize("seed", range(8))
def test_predicate_and_queryset_say_the_same(seed):
    lot = random.Random(seed)  # noqa: S311 (a lot for a test, not a secret)
    services = a_tree(lot)
    people = some_people(lot, services)
    some_appointments(lot, people, services)
    seen = 0
    for viewer in [*people, AnonymousUser()]:
        teams = set(Service.objects.looked_after_by(viewer, TODAY))
        assert teams == {
            service
            for service in services
            if permissions.can_see_team(viewer, service, TODAY)
        }
        seen += len(teams)
    assert seen  # the lot drew some who look after a team


@pytest.mark.parametrize("seed", range(8))
def test_predicate_and_queryset_say_the_same_of_people(seed):
    lot = random.Random(seed)  # noqa: S311 (a lot for a test, not a secret)
    services = a_tree(lot)
    people = some_people(lot, services, size=14)
    some_appointments(lot, people, services)
    seen = 0
    for viewer in [*people, AnonymousUser()]:
        theirs = set(User.objects.looked_after_by(viewer, TODAY))
        assert theirs == {
            person
            for person in people
            if permissions.can_look_after(viewer, person, TODAY)
        }
        assert viewer not in theirs
        seen += len(theirs)
    assert seen  # the lot drew some who look after somebody


class TestTeam:
    @pytest.fixture
    def service(self):
        return ServiceFactory(parent=ServiceFactory())

    @pytest.mark.parametrize("role", Role.values)
    def test_is_opened_by_those_roles_that_see_a_record(self, service, role):
        held = AppointmentFactory(service=service.get_parent(), role=role)
        row = TABLE["record"]
        column = (
            row.access_team
            if role == Role.ACCESS_TEAM
            else row.looking_after
            if role in Appointment.LOOKING_AFTER
            else row.organiser
        )
        assert permissions.can_see_team(held.person, service) == (column is Sees.YES)

    def test_is_not_opened_from_beside_or_below(self, service):
        beside = ServiceFactory(parent=service.get_parent())
        below = ServiceFactory(parent=service)
        for other in (beside, below):
            held = AppointmentFactory(service=other)
            assert not permissions.can_see_team(held.person, service)

    def test_is_not_opened_once_the_role_is_over_nor_before_it_begins(self, service):
        over = AppointmentFactory(service=service, ended=True)
        to_come = AppointmentFactory(service=service, to_come=True)
        assert not permissions.can_see_team(over.person, service)
        assert not permissions.can_see_team(to_come.person, service)

    def test_is_not_opened_by_being_a_superuser(self, service):
        administrator = PersonFactory(is_superuser=True)
        assert not permissions.can_see_team(administrator, service)

    def test_is_not_opened_by_somebody_who_has_left(self, service):
        held = AppointmentFactory(service=service)
        held.person.left_on = datetime.date(2026, 1, 1)
        held.person.save()
        assert not permissions.can_see_team(held.person, service)


def test_a_row_of_the_table_tells_its_roles():
    team, above = ("champion", "deputy"), "access-team"
    assert Kind("all", looking_after=Sees.YES, access_team=Sees.YES).roles(
        team, above
    ) == (*team, above)
    assert Kind("some", looking_after=Sees.YES).roles(team, above) == team
    assert Kind("one", access_team=Sees.YES).roles(team, above) == (above,)
    assert Kind("none", looking_after=Sees.IF_REACHED).roles(team, above) == ()


class TestRightsInTheAdmin:
    def test_nobody_gives_groups_that_they_do_not_have(self):
        own = Group.objects.create(name="Own")
        Group.objects.create(name="Other")
        editor = PersonFactory()
        editor.groups.add(own)
        assert list(permissions.groups_given_by(editor)) == [own]

    def test_an_administrator_is_changed_by_another_only(self):
        administrator = PersonFactory(is_superuser=True)
        assert not permissions.may_administer(PersonFactory(), administrator)
        assert permissions.may_administer(
            PersonFactory(is_superuser=True), administrator
        )

    def test_the_way_to_an_account_with_more_rights_is_closed(self):
        editor, person = PersonFactory(), PersonFactory()
        person.groups.add(Group.objects.create(name="With more rights"))
        assert {"email", "send_link", "groups"} <= permissions.fields_closed_to(
            editor, person
        )
        assert "email" not in permissions.fields_closed_to(editor, PersonFactory())

    def test_the_rights_of_the_access_team_exist(self):
        user = PersonFactory()
        group = Group.objects.create(name="Of the access team")
        for right in permissions.ACCESS_TEAM_RIGHTS:
            app, codename = right.split(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )
        user.groups.add(group)
        assert user.has_perms(permissions.ACCESS_TEAM_RIGHTS)

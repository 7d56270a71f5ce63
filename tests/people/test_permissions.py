"""Who may see whom: the predicates against the querysets, on trees drawn by lot."""

import datetime
import random

from django.contrib.auth.models import AnonymousUser, Group, Permission

import pytest

from people import permissions
from people.models import Appointment, Service, User
from people.visibility import TABLE, roles_seeing
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
        records = set(User.objects.whose_record_is_seen_by(viewer, TODAY))
        teams = set(Service.objects.looked_after_by(viewer, TODAY))
        assert records == {
            person
            for person in people
            if permissions.can_see_record(viewer, person, TODAY)
        }
        assert teams == {
            service
            for service in services
            if permissions.can_see_team(viewer, service, TODAY)
        }
        seen += len(records) + len(teams)
    assert seen > len(people)  # the lot drew some who see more than themselves


class TestRecord:
    @pytest.fixture
    def sam(self):
        directorate = ServiceFactory()
        return PersonFactory(service=ServiceFactory(parent=directorate))

    @pytest.mark.parametrize("role", Role.values)
    def test_is_seen_by_those_roles_that_the_table_names(self, sam, role):
        held = AppointmentFactory(service=sam.service.get_parent(), role=role)
        assert permissions.can_see_record(held.person, sam) == (
            role in roles_seeing("record")
        )

    def test_is_not_seen_from_beside_or_below(self, sam):
        beside = ServiceFactory(parent=sam.service.get_parent())
        below = ServiceFactory(parent=sam.service)
        for service in (beside, below):
            held = AppointmentFactory(service=service)
            assert not permissions.can_see_record(held.person, sam)

    def test_is_seen_by_oneself(self, sam):
        assert permissions.can_see_record(sam, sam)

    def test_is_not_seen_once_the_role_is_over_nor_before_it_begins(self, sam):
        over = AppointmentFactory(service=sam.service, ended=True)
        to_come = AppointmentFactory(service=sam.service, to_come=True)
        assert not permissions.can_see_record(over.person, sam)
        assert not permissions.can_see_record(to_come.person, sam)

    def test_is_not_opened_by_being_a_superuser(self, sam):
        assert not permissions.can_see_record(PersonFactory(is_superuser=True), sam)

    def test_is_not_seen_by_somebody_who_has_left(self, sam):
        held = AppointmentFactory(service=sam.service)
        held.person.left_on = datetime.date(2026, 1, 1)
        held.person.save()
        assert not permissions.can_see_record(held.person, sam)

    def test_of_a_person_without_a_service_is_theirs_alone(self):
        person = PersonFactory(service=None)
        assert permissions.can_see_record(person, person)
        assert not permissions.can_see_record(
            AppointmentFactory(access_team=True).person, person
        )


@pytest.mark.parametrize("kind", TABLE)
@pytest.mark.parametrize("role", Role.values)
def test_every_kind_is_seen_by_the_roles_of_the_table_and_no_other(kind, role):
    sam = PersonFactory()
    held = AppointmentFactory(service=sam.service, role=role)
    assert permissions.can_see(held.person, kind, sam) == (role in roles_seeing(kind))


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

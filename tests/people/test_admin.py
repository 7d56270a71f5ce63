"""Beginning with a real organisation: people, services, roles and absences."""

import datetime

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

import pytest

from pages import composing
from pages.models import Message
from people import tree
from people.models import Absence, Appointment, Service, User
from people.permissions import ACCESS_TEAM_RIGHTS
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/users/"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def access_group():
    group = Group.objects.create(name="People who look after people")
    for right in ACCESS_TEAM_RIGHTS:
        app, codename = right.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return group


@pytest.fixture
def ines(client, access_group):
    person = PersonFactory(name="Ines Moreau", email="ines@aireford.example")
    person.groups.add(access_group)
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client):
    person = PersonFactory(name="Ada Root", is_superuser=True)
    client.force_login(person)
    return person


def about(**changes):
    return {
        "name": "Sam Okonkwo",
        "known_as": "",
        "email": "sam@aireford.example",
        "service": "",
        "job_title": "Library assistant",
        "joined_on": "2026-01-05",
        "left_on": "",
        "is_active": "on",
        **changes,
    }


def as_kept(person, **changes):
    now = {
        "name": person.name,
        "email": person.email,
        "service": person.service_id or "",
        "joined_on": person.joined_on.isoformat(),
        "left_on": person.left_on or "",
    }
    return about(**(now | changes))


def person_url(person):
    return f"{PEOPLE}edit/{person.pk}/"


class TestPeople:
    def test_one_is_added_and_gets_a_link(self, client, ines):
        service = ServiceFactory()
        response = client.post(
            f"{PEOPLE}new/",
            about(service=service.pk, email="Sam@Aireford.example", send_link="on"),
        )
        assert response.status_code == 302
        sam = User.objects.get(email="sam@aireford.example")
        assert sam.service == service
        assert not sam.has_usable_password()
        assert Message.objects.get(kind="people.welcome").recipient == sam

    def test_one_is_added_with_a_first_password_and_no_link(self, client, ines):
        client.post(f"{PEOPLE}new/", about(password="peacock tiles", send_link="on"))
        sam = User.objects.get(email="sam@aireford.example")
        assert sam.check_password("peacock tiles")
        assert not Message.objects.exists()

    def test_an_e_mail_that_somebody_has_is_refused(self, client, ines):
        PersonFactory(email="sam@aireford.example")
        response = client.post(
            f"{PEOPLE}new/", about(email="SAM@aireford.example", send_link="on")
        )
        assert "Somebody has this e-mail already" in response.content.decode()

    def test_a_weak_first_password_is_refused(self, client, ines):
        response = client.post(f"{PEOPLE}new/", about(password="password"))
        assert response.status_code == 200
        assert response.context["form"].errors["password"]

    def test_leaving_before_joining_is_refused(self, client, ines):
        response = client.post(f"{PEOPLE}new/", about(left_on="2025-12-31"))
        assert "before the day they joined" in response.content.decode()

    def test_a_day_of_leaving_ends_sign_in_and_roles(self, client, ines):
        held = AppointmentFactory()
        client.post(
            person_url(held.person),
            as_kept(held.person, left_on=days(0).isoformat()),
        )
        held.refresh_from_db()
        assert held.ends_on == days(-1)
        assert User.objects.get(pk=held.person_id).has_left()

    def test_a_day_of_leaving_says_what_it_means(self, client, ines):
        held = AppointmentFactory(service__name="Parks")
        changes = as_kept(held.person, left_on=days(1).isoformat())
        page = client.post(person_url(held.person), changes, follow=True)
        assert "Digital champion of Parks ends." in page.content.decode()

    def test_taking_the_day_back_lets_them_in_again(self, client, ines):
        sam = PersonFactory(left=True)
        client.post(person_url(sam), as_kept(sam, left_on=""))
        sam.refresh_from_db()
        assert not sam.has_left()
        assert Message.objects.get(kind="people.welcome").recipient == sam

    def test_closing_an_account_ends_open_sessions(self, client, ines, client_of):
        sam = PersonFactory()
        elsewhere = client_of(sam)
        data = as_kept(sam)
        del data["is_active"]
        client.post(person_url(sam), data)
        assert elsewhere.get("/me/details/").status_code == 302

    def test_a_new_link_ends_the_old_password(self, client, ines, client_of):
        sam = PersonFactory()
        elsewhere = client_of(sam)
        client.post(person_url(sam), as_kept(sam, send_link="on"))
        assert elsewhere.get("/me/details/").status_code == 302
        assert Message.objects.filter(recipient=sam).count() == 1

    def test_nobody_is_deleted(self, client, administrator):
        sam = PersonFactory()
        client.post(f"{PEOPLE}delete/{sam.pk}/")
        assert User.objects.filter(pk=sam.pk).exists()

    def test_the_list_says_who_has_which_role_and_who_left(self, client, ines):
        service = ServiceFactory(name="Libraries")
        AppointmentFactory(
            person=PersonFactory(name="Priya Raman", service=service), service=service
        )
        PersonFactory(name="Olga Former", left_on=datetime.date(2026, 1, 5))
        page = client.get(PEOPLE).content.decode()
        assert "Digital champion, Libraries" in page
        assert "Left on 5 January" in page

    def test_the_list_says_who_has_which_rights(self, client, administrator):
        PersonFactory().groups.add(Group.objects.create(name="Editors of pages"))
        page = client.get(PEOPLE).content.decode()
        assert "In this admin: Editors of pages" in page
        assert "In this admin: Administrator" in page

    def test_the_list_is_searched_and_narrowed(self, client, ines):
        council = ServiceFactory()
        inside = PersonFactory(
            name="Inside Person", service=ServiceFactory(parent=council)
        )
        PersonFactory(name="Outside Person")
        PersonFactory(name="Gone Person", service=council, left=True)
        page = client.get(f"{PEOPLE}?service={council.pk}&here=yes").content.decode()
        assert inside.name in page
        assert "Outside Person" not in page
        assert "Gone Person" not in page
        assert "Outside Person" in client.get(f"{PEOPLE}?q=outside").content.decode()

    def test_the_list_costs_the_same_for_ten_as_for_one(self, client, ines):
        assert_steady_queries(
            AppointmentFactory.create_batch, lambda: client.get(PEOPLE)
        )

    @pytest.fixture
    def client_of(self, client):
        def client_of(person):
            other = type(client)()
            other.force_login(person)
            return other

        return client_of


class TestRights:
    def test_somebody_without_the_right_sees_nobody(self, client):
        client.force_login(PersonFactory())
        assert client.get(PEOPLE).status_code == 302

    def test_nobody_raises_their_own(self, client, ines):
        stronger = Group.objects.create(name="Stronger")
        client.post(
            person_url(ines),
            as_kept(ines, is_superuser="on", groups=[stronger.pk]),
        )
        ines.refresh_from_db()
        assert not ines.is_superuser
        assert stronger not in ines.groups.all()

    def test_only_a_superuser_makes_a_superuser(self, client, ines):
        client.post(f"{PEOPLE}new/", about(is_superuser="on"))
        assert not User.objects.get(email="sam@aireford.example").is_superuser
        sam = User.objects.get(email="sam@aireford.example")
        client.post(person_url(sam), as_kept(sam, is_superuser="on"))
        sam.refresh_from_db()
        assert not sam.is_superuser

    def test_a_superuser_makes_another(self, client, administrator):
        client.post(f"{PEOPLE}new/", about(is_superuser="on"))
        assert User.objects.get(email="sam@aireford.example").is_superuser

    def test_a_stronger_group_cannot_be_given_to_a_second_account(
        self, client, ines, access_group
    ):
        stronger = Group.objects.create(name="Stronger")
        response = client.post(
            f"{PEOPLE}new/", about(groups=[stronger.pk], send_link="on")
        )
        assert response.context["form"].errors["groups"]
        client.post(f"{PEOPLE}new/", about(groups=[access_group.pk]))
        sam = User.objects.get(email="sam@aireford.example")
        assert list(sam.groups.all()) == [access_group]

    def test_a_superuser_is_out_of_reach(self, client, ines):
        root = PersonFactory(is_superuser=True)
        client.post(person_url(root), as_kept(root, email="mine@aireford.example"))
        root.refresh_from_db()
        assert root.email != "mine@aireford.example"

    def test_a_stronger_account_cannot_be_taken_over(self, client, ines):
        moderator = PersonFactory()
        moderator.groups.add(Group.objects.create(name="Stronger"))
        client.post(
            person_url(moderator),
            as_kept(
                moderator,
                job_title="New",
                email="mine@aireford.example",
                send_link="on",
            ),
        )
        moderator.refresh_from_db()
        assert moderator.email != "mine@aireford.example"
        assert moderator.has_usable_password()
        assert moderator.job_title == "New"
        assert moderator.groups.exists()

    @pytest.mark.parametrize("act", ["assign_role", "delete", "set_active_state"])
    def test_nothing_is_done_to_many_at_once(self, client, administrator, act):
        sam = PersonFactory()
        group = Group.objects.create(name="Stronger")
        client.post(
            f"/admin/bulk/people/user/{act}/?id={sam.pk}",
            {"role": group.pk, "mark_as_active": "False"},
        )
        sam.refresh_from_db()
        assert sam.is_active
        assert not sam.groups.exists()


class TestServices:
    URL = "/admin/service/"

    def test_an_organisation_and_a_service_below_it(self, client, ines):
        client.post(f"{self.URL}new/", {"name": "Aireford City Council"})
        council = Service.objects.get(slug="aireford-city-council")
        client.post(f"{self.URL}new/", {"name": "Libraries", "below": council.pk})
        assert Service.objects.get(slug="libraries").is_within(council)

    def test_an_address_that_is_taken_is_said(self, client, ines):
        ServiceFactory(slug="libraries")
        response = client.post(f"{self.URL}new/", {"name": "Libraries"})
        assert "has the address “libraries”" in response.content.decode()

    def test_moving_takes_all_below_along(self, client, ines):
        one, two = ServiceFactory(), ServiceFactory()
        service = ServiceFactory(parent=one)
        team = ServiceFactory(parent=service)
        sam = PersonFactory(service=team)
        client.post(
            f"{self.URL}edit/{service.pk}/",
            {"name": "Moved", "slug": service.slug, "below": two.pk},
        )
        assert set(User.objects.within(Service.objects.get(pk=two.pk))) == {sam}
        assert Service.find_problems() == ([], [], [], [], [])

    def test_becoming_an_organisation(self, client, ines):
        service = ServiceFactory(parent=ServiceFactory())
        client.post(
            f"{self.URL}edit/{service.pk}/", {"name": "Alone", "slug": service.slug}
        )
        service.refresh_from_db()
        assert service.is_organisation

    def test_nothing_becomes_part_of_itself(self, client, ines):
        service = ServiceFactory()
        below = ServiceFactory(parent=service)
        response = client.post(
            f"{self.URL}edit/{service.pk}/",
            {"name": "Round", "slug": service.slug, "below": below.pk},
        )
        assert "cannot be part of itself" in response.content.decode()
        with pytest.raises(tree.NotMoved):
            tree.change(service, "Round", service.slug, below)

    @pytest.mark.parametrize("what", ["people", "services", "roles"])
    def test_one_on_which_something_hangs_is_not_removed(self, client, ines, what):
        service = ServiceFactory(name="Libraries")
        {
            "people": lambda: PersonFactory(service=service),
            "services": lambda: ServiceFactory(parent=service),
            "roles": lambda: AppointmentFactory(service=service, ended=True),
        }[what]()
        response = client.post(f"{self.URL}delete/{service.pk}/", follow=True)
        assert response.status_code == 200
        assert "Libraries" in str([*response.context["messages"]][0])
        assert Service.objects.filter(pk=service.pk).exists()

    def test_one_on_which_nothing_hangs_is_removed(self, client, ines):
        service = ServiceFactory()
        client.post(f"{self.URL}delete/{service.pk}/")
        assert not Service.objects.filter(pk=service.pk).exists()

    def test_the_list_costs_the_same_for_ten_as_for_one(self, client, ines):
        assert_steady_queries(ServiceFactory.create_batch, lambda: client.get(self.URL))


class TestAppointments:
    URL = "/admin/appointment/"

    def test_one_is_made_and_ends_the_former_champion(self, client, ines):
        former = AppointmentFactory()
        sam = PersonFactory()
        client.post(
            f"{self.URL}new/",
            {
                "person": sam.pk,
                "role": "champion",
                "service": former.service_id,
                "starts_on": days(3).isoformat(),
                "ends_on": "",
            },
        )
        former.refresh_from_db()
        assert former.ends_on == days(2)
        assert sam.appointments.get().starts_on == days(3)

    def appoint(self, client, person, role):
        return client.post(
            f"{self.URL}new/",
            {
                "person": person.pk,
                "role": role,
                "service": ServiceFactory().pk,
                "starts_on": days(0).isoformat(),
                "ends_on": "",
            },
        )

    @pytest.mark.parametrize("role", ["champion", "organiser", "access-team"])
    def test_nobody_appoints_themselves(self, client, ines, role):
        response = self.appoint(client, ines, role)
        assert "Nobody appoints themselves" in response.content.decode()
        assert not Appointment.objects.exists()

    def test_an_administrator_of_the_whole_site_may(self, client, administrator):
        self.appoint(client, administrator, "access-team")
        assert administrator.appointments.exists()

    def test_nobody_is_champion_and_deputy_of_one_service(self, client, administrator):
        held = AppointmentFactory()
        data = {
            "person": held.person_id,
            "role": "deputy",
            "service": held.service_id,
            "starts_on": days(0).isoformat(),
            "ends_on": "",
        }
        page = client.post(f"{self.URL}new/", data).content.decode()
        assert "A champion needs somebody else as deputy" in page
        assert held.person.appointments.count() == 1

    def test_a_day_long_ago_is_asked_about_once(self, client, ines):
        sam = PersonFactory()
        data = {
            "person": sam.pk,
            "role": "deputy",
            "service": ServiceFactory().pk,
            "starts_on": days(-60).isoformat(),
            "ends_on": "",
        }
        page = client.post(f"{self.URL}new/", data).content.decode()
        assert "more than a month ago" in page
        assert 'name="long_ago"' in page
        assert not sam.appointments.exists()
        client.post(f"{self.URL}new/", {**data, "long_ago": "on"})
        assert sam.appointments.get().starts_on == days(-60)

    def test_who_lacks_the_group_is_named(self, client, administrator):
        sam = PersonFactory(name="Sam Okonkwo")
        page = client.post(
            f"{self.URL}new/",
            {
                "person": sam.pk,
                "role": "access-team",
                "service": ServiceFactory().pk,
                "starts_on": days(0).isoformat(),
                "ends_on": "",
            },
            follow=True,
        ).content.decode()
        assert "Sam cannot work in this admin yet" in page

    def test_a_link_may_say_for_which_service(self, client, ines):
        service = ServiceFactory(name="Parks")
        page = client.get(f"{self.URL}new/?service={service.pk}").content.decode()
        assert f'<option value="{service.pk}" selected>' in page

    def test_only_one_of_the_access_team_appoints_another(self, client, ines):
        sam = PersonFactory()
        page = self.appoint(client, sam, "access-team").content.decode()
        assert "Only somebody who is of the digital access team" in page
        assert not sam.appointments.exists()
        AppointmentFactory(person=ines, access_team=True)
        self.appoint(client, sam, "access-team")
        assert sam.appointments.exists()

    def test_what_cannot_be_is_said_and_not_lost(self, client, ines):
        to_come = AppointmentFactory(starts_on=days(9))
        sam = PersonFactory(name="Sam Okonkwo")
        response = client.post(
            f"{self.URL}new/",
            {
                "person": sam.pk,
                "role": "champion",
                "service": to_come.service_id,
                "starts_on": days(0).isoformat(),
                "ends_on": "",
            },
        )
        page = response.content.decode()
        assert "becomes champion" in page
        assert f'value="{sam.pk}" selected' in page

    def test_one_is_ended(self, client, ines):
        held = AppointmentFactory()
        client.post(f"{self.URL}edit/{held.pk}/", {"ends_on": days(0).isoformat()})
        held.refresh_from_db()
        assert held.ends_on == days(0)

    def test_one_that_has_not_begun_is_taken_back(self, client, ines):
        held = AppointmentFactory(starts_on=days(9))
        response = client.post(
            f"{self.URL}edit/{held.pk}/",
            {"ends_on": days(0).isoformat()},
            follow=True,
        )
        assert response.status_code == 200
        assert not Appointment.objects.filter(pk=held.pk).exists()

    def test_history_is_not_deleted(self, client, administrator):
        held = AppointmentFactory()
        client.post(f"{self.URL}delete/{held.pk}/")
        assert Appointment.objects.filter(pk=held.pk).exists()

    def test_the_list_says_who_has_which_role_now(self, client, ines):
        service = ServiceFactory()
        AppointmentFactory(person=PersonFactory(name="Priya Raman"), service=service)
        AppointmentFactory(
            person=PersonFactory(name="Olga Former"), service=service, ended=True
        )
        AppointmentFactory(person=PersonFactory(name="Dee Puty"), deputy=True)
        address = f"{self.URL}?role=champion&service={service.pk}&when=now"
        page = client.get(address).content.decode()
        assert "Priya Raman" in page
        assert "Olga Former" not in page
        assert "Dee Puty" not in page

    def test_the_list_costs_the_same_for_ten_as_for_one(self, client, ines):
        assert_steady_queries(
            AppointmentFactory.create_batch, lambda: client.get(self.URL)
        )


class TestAbsences:
    URL = "/admin/absence/"

    def test_one_is_added_changed_and_removed(self, client, ines):
        sam = PersonFactory()
        data = {
            "person": sam.pk,
            "starts_on": days(1).isoformat(),
            "ends_on": days(3).isoformat(),
        }
        client.post(f"{self.URL}new/", data)
        absence = sam.absences.get()
        client.post(
            f"{self.URL}edit/{absence.pk}/",
            {**data, "ends_on": days(5).isoformat()},
        )
        absence.refresh_from_db()
        assert absence.ends_on == days(5)
        client.post(f"{self.URL}delete/{absence.pk}/")
        assert not Absence.objects.exists()

    def test_it_is_said_in_words_and_whoever_is_away_is_told(self, client, ines):
        sam = PersonFactory(name="Sam Okonkwo")
        data = {"person": sam.pk, "starts_on": "2031-11-24", "ends_on": "2031-12-04"}
        page = client.post(f"{self.URL}new/", data, follow=True).content.decode()
        assert "Sam Okonkwo is away from Monday 24 November" in page
        message = Message.objects.get(kind="people.away")
        assert message.recipient == sam
        assert composing.email_of(message).context["by"] == "Ines Moreau"

    def test_one_that_overlaps_another_is_refused(self, client, ines):
        known = AbsenceFactory(person__name="Sam Okonkwo")
        data = {
            "person": known.person_id,
            "starts_on": known.ends_on.isoformat(),
            "ends_on": days(30).isoformat(),
        }
        page = client.post(f"{self.URL}new/", data).content.decode()
        assert "Sam Okonkwo is away from" in page
        assert known.person.absences.count() == 1

    def test_a_last_day_before_the_first_is_said(self, client, ines):
        response = client.post(
            f"{self.URL}new/",
            {
                "person": PersonFactory().pk,
                "starts_on": days(3).isoformat(),
                "ends_on": days(1).isoformat(),
            },
        )
        assert "The last day is before the first" in response.content.decode()

    def test_the_list_costs_the_same_for_ten_as_for_one(self, client, ines):
        assert_steady_queries(AbsenceFactory.create_batch, lambda: client.get(self.URL))


def test_wagtails_page_of_ones_own_account_opens(client, ines):
    assert client.get(reverse("wagtailadmin_account")).status_code == 200

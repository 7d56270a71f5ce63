"""Leaving, coming back, and days that are moved."""

import datetime

from django.urls import reverse
from django.utils import timezone

import pytest

from pages import composing
from pages.models import Message
from people import joining, leaving
from people.models import User
from people.signals import person_left
from tests.people.factories import (
    PASSWORD,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def is_in(client):
    return client.get(reverse("my_details")).status_code == 200


@pytest.fixture
def sam():
    return PersonFactory(service=ServiceFactory())


def test_an_open_session_is_dead_at_the_next_request(client, sam):
    client.force_login(sam)
    assert is_in(client)
    leaving.leave(sam)
    assert not is_in(client)


def test_there_is_no_sign_in_any_more(client, sam):
    leaving.leave(sam)
    client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    assert not is_in(client)


def test_until_the_day_comes_nothing_changes(client, sam):
    client.force_login(sam)
    leaving.leave(sam, days(1))
    assert is_in(client)


def test_the_last_day_of_every_role_is_the_day_before(sam):
    running = AppointmentFactory(person=sam)
    dated = AppointmentFactory(person=sam, deputy=True, ends_on=days(300))
    over = AppointmentFactory(person=sam, communications=True, ends_on=days(-9))
    leaving.leave(sam, days(3))
    for appointment in (running, dated, over):
        appointment.refresh_from_db()
    assert (running.ends_on, dated.ends_on) == (days(2), days(2))
    assert over.ends_on == days(-9)


def test_a_role_that_would_begin_later_never_was(sam):
    AppointmentFactory(person=sam, starts_on=days(9))
    leaving.leave(sam, days(3))
    assert not sam.appointments.exists()


def test_the_apps_above_are_told_once_it_is_certain(
    sam, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, person, on, **kwargs):
        heard.append((person, on))

    person_left.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            leaving.leave(sam, days(3))
            assert heard == []
    finally:
        person_left.disconnect(hear)
    assert heard == [(sam, days(3))]


class TestNoChampion:
    @pytest.fixture
    def parks(self):
        return ServiceFactory(name="Parks", parent=ServiceFactory())

    @pytest.fixture
    def marcus(self, parks):
        return AppointmentFactory(access_team=True, service=parks.get_parent()).person

    def test_the_access_team_is_told_of_a_service_without_one(self, parks, marcus):
        AppointmentFactory(access_team=True)  # of another organisation
        kwame = AppointmentFactory(service=parks, person__name="Kwame Darko").person
        leaving.leave(kwame, days(3))
        message = Message.objects.get(kind="people.no-champion")
        assert message.recipient == marcus
        assert composing.email_of(message).subject == "No champion: Parks"

    def test_nobody_is_told_where_the_next_is_appointed(self, parks, marcus):
        kwame = AppointmentFactory(service=parks, ends_on=days(2)).person
        AppointmentFactory(service=parks, starts_on=days(2))
        leaving.leave(kwame, days(2))
        assert not Message.objects.filter(kind="people.no-champion").exists()

    def test_it_is_not_sent_once_there_is_one(self, parks, marcus):
        leaving.leave(AppointmentFactory(service=parks).person)
        AppointmentFactory(service=parks)
        message = Message.objects.get(kind="people.no-champion")
        assert composing.email_of(message) is None

    def test_what_it_means_is_said_before_it_is_done(self, parks, marcus):
        kwame = AppointmentFactory(service=parks).person
        assert leaving.what_it_means(kwame, days(3)) == [
            "Digital champion of Parks ends.",
            "No champion then: Parks. The digital access team is told.",
        ]


class TestWhatAnAdministratorChanges:
    def change(self, sam, **changes):
        for name, value in changes.items():
            setattr(sam, name, value)
        joining.change(sam)
        return User.objects.get(pk=sam.pk)

    @pytest.mark.parametrize("new_day", [None, 100])
    def test_coming_back_opens_no_session_from_before(self, client, sam, new_day):
        client.force_login(sam)
        leaving.leave(sam)
        now = self.change(sam, left_on=new_day and days(new_day))
        assert not now.has_left()
        assert not now.has_usable_password()
        assert not is_in(client)
        assert Message.objects.get(kind="people.welcome").recipient == sam

    def test_coming_back_gives_no_role_back(self, sam):
        held = AppointmentFactory(person=sam)
        leaving.leave(sam)
        self.change(sam, left_on=None)
        assert not sam.appointments.current().exists()
        held.refresh_from_db()
        assert held.ends_on == days(-1)

    def test_a_day_to_come_that_is_taken_back_is_only_that(self, client, sam):
        client.force_login(sam)
        leaving.leave(sam, days(9))
        assert self.change(sam, left_on=None).check_password(PASSWORD)
        assert is_in(client)
        assert not Message.objects.exists()

    def test_an_account_opened_again_opens_no_session_from_before(self, client, sam):
        client.force_login(sam)
        self.change(sam, is_active=False)
        assert not self.change(sam, is_active=True).has_usable_password()
        assert not is_in(client)

    def test_a_day_moved_into_the_past_ends_it_now(self, client, sam):
        client.force_login(sam)
        leaving.leave(sam, days(9))
        self.change(sam, left_on=days(-1))
        assert not is_in(client)
        assert not Message.objects.exists()

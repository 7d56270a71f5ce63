"""Leaving, coming back, and days that are moved."""

import datetime

from django.urls import reverse
from django.utils import timezone

import pytest

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

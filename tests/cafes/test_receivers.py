"""What becomes of the bookings of somebody who leaves."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes.models import Booking
from pages import composing
from pages.models import Message
from people import leaving
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def leave(django_capture_on_commit_callbacks):
    """Lets somebody leave, up to what follows once it is certain."""

    def leave(person, on=None):
        with django_capture_on_commit_callbacks(execute=True):
            leaving.leave(person, on)

    return leave


def status_of(place):
    place.refresh_from_db()
    return place.status


def test_a_leavers_place_goes_to_the_first_who_waits_and_only_they_are_told(leave):
    session, leaver = SessionFactory(capacity=1), PersonFactory()
    place = BookingFactory(session=session, person=leaver)
    first = BookingFactory(session=session, waiting=True)
    leave(leaver)
    assert status_of(place) == Status.GIVEN_BACK
    assert status_of(first) == Status.CONFIRMED
    assert [m.recipient for m in Message.objects.all()] == [first.person]


def test_a_leavers_place_in_the_queue_goes_too(leave):
    place = BookingFactory(session=SessionFactory(full=True), waiting=True)
    leave(place.person)
    assert status_of(place) == Status.GIVEN_BACK


def test_places_before_the_last_day_and_of_the_past_stay(leave):
    leaver = PersonFactory()
    stay = [
        BookingFactory(person=leaver),
        BookingFactory(person=leaver, session__over=True),
        BookingFactory(person=leaver, session__cancelled=True),
    ]
    goes = BookingFactory(
        person=leaver, session__starts_at=timezone.now() + timedelta(days=20)
    )
    somebody_else = BookingFactory(session=goes.session)
    leave(leaver, on=timezone.localdate() + timedelta(days=14))
    assert {status_of(place) for place in (*stay, somebody_else)} == {Status.CONFIRMED}
    assert status_of(goes) == Status.GIVEN_BACK


def test_who_was_there_this_morning_was_there(leave):
    place = BookingFactory(attended=True, session__begun=True)
    leave(place.person)
    assert status_of(place) == Status.ATTENDED


def test_a_leaver_hosts_nothing_from_their_last_day_on(leave):
    leaver, stays = PersonFactory(), PersonFactory()
    coming = SessionFactory(hosts=[leaver, stays])
    past = SessionFactory(over=True, hosts=[leaver])
    leave(leaver)
    assert list(coming.hosts.all()) == [stays]
    assert list(past.hosts.all()) == [leaver]


class TestNoHost:
    @pytest.fixture
    def organiser(self):
        return AppointmentFactory(organiser=True).person

    def test_the_organisers_are_told_once_of_all_that_nobody_hosts(
        self, leave, organiser
    ):
        leaver = PersonFactory()
        alone = {SessionFactory(hosts=[leaver]).pk, SessionFactory(hosts=[leaver]).pk}
        SessionFactory(hosts=[leaver, PersonFactory()])
        SessionFactory(hosts=[leaver], cancelled=True)
        SessionFactory(hosts=[leaver], over=True)
        leave(leaver)
        message = Message.objects.get(kind="cafes.no-host")
        assert message.recipient == organiser
        assert set(message.about["sessions"]) == alone

    def test_the_access_team_where_there_is_no_organiser(self, leave):
        marcus = AppointmentFactory(access_team=True).person
        leaver = SessionFactory(hosts=[PersonFactory()]).hosts.get()
        leave(leaver)
        assert Message.objects.get(kind="cafes.no-host").recipient == marcus

    def test_nobody_is_told_once_somebody_hosts_it(self, leave, organiser):
        leaver = PersonFactory()
        session = SessionFactory(hosts=[leaver])
        leave(leaver)
        message = Message.objects.get(kind="cafes.no-host")
        assert session.cafe.title in composing.email_of(message).subject
        session.hosts.add(organiser)
        assert composing.email_of(message) is None

    def test_what_it_means_is_said_before_it_is_done(self):
        leaver = BookingFactory(person__name="Kwame Darko").person
        SessionFactory(hosts=[leaver, PersonFactory()])
        SessionFactory(hosts=[leaver])
        assert leaving.what_it_means(leaver, timezone.localdate()) == [
            "Kwame hosts two sessions and is taken off them.",
            "One has no host then, and the organisers are told.",
            "Kwame has a place in one café, which goes to whoever waits.",
        ]

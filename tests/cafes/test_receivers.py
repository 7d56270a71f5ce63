"""What becomes of the bookings of somebody who leaves."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes.models import Booking
from pages.models import Message
from people import leaving
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import PersonFactory

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

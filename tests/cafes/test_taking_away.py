"""The list of those who come, as a file to take away."""

import csv

from django.urls import reverse

import pytest

from cafes.models import Booking
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(site_skeleton):
    return SessionFactory()


@pytest.fixture
def organiser(client, sign_in, session):
    return sign_in(client, AppointmentFactory(organiser=True).person)


@pytest.fixture
def access_team(client, sign_in, session):
    return sign_in(client, AppointmentFactory(access_team=True).person)


def rows(client, session):
    answer = client.get(reverse("organise_list", args=[session.pk]))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_it_holds_who_comes_and_who_waits_with_what_would_help(organiser, session):
    place = BookingFactory(
        session=session,
        person=PersonFactory(name="Órla Çelik", service=ServiceFactory(name="Parks")),
        experience=Booking.Experience.NEW,
        access_needs="Captions on the screen",
        phone="0113 496 0100",
    )
    BookingFactory(session=session, waiting=True)
    BookingFactory(session=session, given_back=True)

    (first,) = [row for row in rows(organiser, session) if row["Name"] == "Órla Çelik"]

    assert first["Service"] == "Parks"
    assert first["Place"] == place.get_status_display()
    assert first["What would help"] == "Captions on the screen"
    assert first["Number"] == "0113 496 0100"
    assert len(rows(organiser, session)) == 2


def test_who_may_not_see_what_would_help_takes_none_of_it_away(access_team, session):
    BookingFactory(session=session, access_needs="A seat near the door")
    (row,) = rows(access_team, session)
    assert "A seat near the door" not in row.values()
    assert "What would help" not in row


def test_nothing_in_it_becomes_a_formula(organiser, session):
    BookingFactory(session=session, hopes='=HYPERLINK("http://bad.example")')
    (row,) = rows(organiser, session)
    assert row["Hopes"].startswith("'=")


def test_it_costs_the_same_for_one_as_for_ten(organiser, session):
    assert_steady_queries(
        lambda number: BookingFactory.create_batch(number, session=session),
        lambda: rows(organiser, session),
    )

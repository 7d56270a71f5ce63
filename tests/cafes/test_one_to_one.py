"""A 1-2-1 is seen by the two whose it is, and by nobody else."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

import pytest

from cafes import one_to_one
from cafes.models import CafePage, Session
from cafes.permissions import can_change_one_to_one, can_run
from people.models import User
from tests.cafes.factories import SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory


@pytest.fixture
def two(site_skeleton):
    """A champion and one of the team, who meet in three days."""
    service = ServiceFactory()
    host, guest = PersonFactory(service=service), PersonFactory(service=service)
    AppointmentFactory(person=host, service=service)
    return host, guest


@pytest.fixture
def session(two):
    return one_to_one.plan(
        *two,
        starts_at=timezone.now() + timedelta(days=3),
        minutes=30,
        place="The reading nook",
    )


@pytest.fixture
def others(two):
    """An organiser, one of the access team, the deputy, a colleague and an admin."""
    organisation = ServiceFactory()
    people = [PersonFactory(service=two[0].service) for _each in range(5)]
    AppointmentFactory(person=people[0], service=organisation, role="organiser")
    AppointmentFactory(person=people[1], service=organisation, access_team=True)
    AppointmentFactory(person=people[2], service=two[0].service, deputy=True)
    User.objects.filter(pk=people[3].pk).update(is_superuser=True)
    return User.objects.filter(pk__in=[p.pk for p in people])


def test_no_list_and_no_search_holds_it(client, two, session, others, sign_in):
    SessionFactory()
    for person in [None, *others]:
        if person:
            sign_in(client, person)
        pages = ["/cafes/", "/me/", reverse("search") + "?q=reading+nook"]
        for page in pages if person else [pages[0], pages[2]]:
            assert "The reading nook" not in client.get(page).content.decode()
    assert session not in Session.objects.upcoming()
    assert session not in Session.objects.without_a_host()


def test_its_addresses_tell_nothing_to_others(client, two, session, others, sign_in):
    place = session.bookings.get()
    addresses = [
        reverse(name, args=[session.pk])
        for name in (
            "session",
            "session_calendar",
            "session_said",
            "one_to_one_move",
            "one_to_one_call_off",
            "organise_session",
            "organise_list",
            "organise_change",
            "organise_another",
            "organise_cancel",
            "organise_find",
            "organise_register",
        )
    ]
    addresses.append(reverse("organise_give_back", args=[session.pk, place.pk]))
    for person in others:
        sign_in(client, person)
        for address in addresses:
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code in (403, 404, 405), address
                assert two[1].name not in answer.content.decode()
        desk = client.get(reverse("organise"))
        assert "reading nook" not in desk.content.decode()


def test_predicates_and_querysets_agree(two, session, others):
    public = SessionFactory(hosts=[two[0]])
    for person in User.objects.all():
        run = set(Session.objects.run_by(person))
        today = timezone.localdate()
        private = set(Session.objects.private_of(person, today))
        for each in (session, public):
            assert (each in run) == can_run(person, each)
            assert (each in private) == can_change_one_to_one(person, each)


def test_those_above_do_not_see_it_among_the_cafes(client, two, session, sign_in):
    sign_in(client, two[0])
    slug, guest = two[0].service.slug, two[1]
    page = client.get(reverse("team_person", args=[slug, guest.pk])).content.decode()
    assert "1-2-1 with a colleague" not in page
    session.bookings.update(status="attended")
    record = sign_in(client, guest).get(reverse("my_record")).content.decode()
    assert "1-2-1 with a colleague" not in record


def test_giving_the_place_back_is_calling_it_off(client, two, session, sign_in):
    sign_in(client, two[1])
    answer = client.post(reverse("session_give_back", args=[session.pk]))
    assert answer.url == reverse("one_to_one_call_off", args=[session.pk])
    assert session.bookings.holding_a_place().exists()


def test_the_page_of_all_is_made_once_and_never_listed(client, two, session):
    one_to_one.plan(
        *two, starts_at=session.ends_at, minutes=15, place="https://meet.example/a"
    )
    page = CafePage.objects.get()
    assert not page.live
    assert page.title not in client.get("/cafes/").content.decode()


@pytest.mark.parametrize("wrong", [{"capacity": 2}, {"format": "cafe"}, {"room": ""}])
def test_the_database_holds_it_to_two_people_somewhere(session, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(**wrong)

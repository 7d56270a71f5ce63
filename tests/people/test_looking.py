"""Who looked at what is kept about whom is noted, and told to that person alone."""

import datetime

import pytest

from people import looking
from people.looked import WhoLooked
from people.models import Look
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db
What = Look.What


@pytest.fixture
def council():
    return ServiceFactory(name="Aireford City Council")


@pytest.fixture
def libraries(council):
    return ServiceFactory(name="Libraries", slug="libraries", parent=council)


@pytest.fixture
def sam(libraries):
    return PersonFactory(name="Sam Okonkwo", service=libraries)


@pytest.fixture
def priya(libraries):
    appointed = AppointmentFactory(
        service=libraries, person__name="Priya Raman", person__service=libraries
    )
    return appointed.person


def told(person):
    return list(WhoLooked(person).sentences)


def test_the_team_page_is_noted_once_a_day_and_told_to_its_people(client, priya, sam):
    client.force_login(priya)
    for _time in range(2):
        client.get("/team/libraries/")
    assert Look.objects.count() == 1
    assert told(sam) == [
        "Priya Raman opened the team page of Libraries, in which you are, today."
    ]
    assert told(priya) == []
    assert told(PersonFactory()) == []


def test_days_that_are_alike_stand_together(priya, sam, libraries):
    for days in (3, 9, 9, 30):
        at = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
        at -= datetime.timedelta(days=days)
        looking.record(priya, What.TEAM, service=libraries, at=at)
    (sentence,) = WhoLooked(sam, today=datetime.date(2026, 11, 30)).sentences
    assert sentence == (
        "Priya Raman opened the team page of Libraries, in which you are, on three "
        "days, last on Friday."
    )


def test_a_page_of_ones_own_is_told_to_that_person_only(client, priya, sam):
    other = PersonFactory(service=sam.service)
    client.force_login(priya)
    client.get(f"/team/libraries/{sam.pk}/")
    assert told(sam) == ["Priya Raman opened your page in My team today."]
    assert told(other) == []


def test_a_page_that_was_refused_is_no_look(client, priya, sam):
    client.force_login(sam)
    assert client.get("/team/libraries/").status_code == 403
    assert client.get(f"/team/libraries/{priya.pk}/").status_code == 403
    assert not Look.objects.exists()


def test_the_list_of_a_session_taken_away_is_told_to_each_in_it(client, sam):
    session = SessionFactory(cafe__title="Coffee and captions")
    BookingFactory(session=session, person=sam)
    host = PersonFactory(name="Ines Moreau")
    session.hosts.add(host)
    BookingFactory(session=session, person=host)
    client.force_login(host)
    client.get(f"/organise/{session.pk}/list.csv")
    (sentence,) = told(sam)
    assert sentence.startswith(
        "Ines Moreau took away the list of Coffee and captions on "
    )
    assert sentence.endswith("as a file, with you in it, today.")
    # Of oneself there is not even a row.
    assert Look.objects.count() == 1
    assert told(host) == []


def test_the_details_opened_in_the_admin_are_noted(admin_client, admin_user, sam):
    admin_user.name = "Ada Min"
    admin_user.save()
    assert admin_client.get(f"/admin/users/edit/{sam.pk}/").status_code == 200
    assert told(sam) == [
        "Ada Min opened your details in the site administration today."
    ]


def test_noting_costs_the_same_however_many_people_and_writes_only_what_is_new(
    priya, libraries, django_assert_num_queries
):
    people = PersonFactory.create_batch(20, service=libraries)
    for some, queries in ((people[:1], 2), (people, 2), (people, 1)):
        with django_assert_num_queries(queries):
            looking.record(
                priya, What.TEAM, service=libraries, people=some, took_away=True
            )
    assert Look.objects.count() == 20
    assert told(people[0]) == [
        "Priya Raman took away the list of Libraries as a file, with you in it, today."
    ]


def test_the_page_says_it_and_belongs_to_oneself(client, priya, sam):
    looking.record(priya, What.PERSON, people=[sam])
    client.force_login(sam)
    page = client.get("/me/looked/").content.decode()
    assert "Priya Raman opened your page in My team today." in page
    assert "Only you can see this." in page
    client.force_login(priya)
    assert "Nobody has looked" in client.get("/me/looked/").content.decode()


def test_a_long_list_comes_in_pages_with_the_same_queries(client, sam):
    client.force_login(sam)

    def looks(number):
        for viewer in PersonFactory.create_batch(number):
            looking.record(viewer, What.PERSON, people=[sam])

    assert_steady_queries(looks, lambda: client.get("/me/looked/"))
    looks(15)
    assert len(list(WhoLooked(sam, page="2").sentences)) == 5

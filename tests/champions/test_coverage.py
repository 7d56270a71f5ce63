"""Which services have no champion, for the digital access team."""

from django.urls import reverse

import pytest

from champions.coverage import gaps_seen_by
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return ServiceFactory(name="Council")


@pytest.fixture
def marcus(council):
    return AppointmentFactory(
        access_team=True, service=council, person__service=council
    ).person


def services_of(gaps):
    return [gap.service.name for gap in gaps if gap.service.name != "Council"]


def service_with_people(name, parent):
    service = ServiceFactory(name=name, parent=parent)
    PersonFactory(service=service)
    return service


def test_a_service_with_people_and_no_champion_is_one(council, marcus):
    service_with_people("Parks", council)
    assert services_of(gaps_seen_by(marcus)) == ["Parks"]


def test_one_with_a_champion_of_its_own_or_above_is_none(council, marcus):
    directorate = service_with_people("Places", council)
    service_with_people("Parks", directorate)
    AppointmentFactory(service=directorate)
    assert services_of(gaps_seen_by(marcus)) == []


def test_a_champion_of_before_or_who_is_gone_does_not_count(council, marcus):
    parks = service_with_people("Parks", council)
    AppointmentFactory(service=parks, ended=True)
    streets = service_with_people("Streets", council)
    AppointmentFactory(service=streets, person__is_active=False)
    assert services_of(gaps_seen_by(marcus)) == ["Parks", "Streets"]


def test_services_without_people_and_of_others_are_left_out(council, marcus):
    ServiceFactory(name="Empty", parent=council)
    service_with_people("Wards", ServiceFactory(name="Hospital"))
    assert services_of(gaps_seen_by(marcus)) == []


def test_nobody_else_is_shown_any(client, sign_in, site_skeleton):
    priya = AppointmentFactory().person
    AppointmentFactory(person=priya)
    assert gaps_seen_by(priya) is None
    page = sign_in(client, priya).get(reverse("team_home")).content.decode()
    assert "champion" not in page.split("<main")[1].split("</main")[0]


def test_they_stand_first_with_a_way_to_appoint_for_who_may(
    client, sign_in, site_skeleton, council, marcus
):
    parks = service_with_people("Parks", council)
    url = reverse("team_home")
    page = sign_in(client, marcus).get(url).content.decode()
    assert "Two services without a champion" in page
    assert f"?service={parks.pk}" not in page
    marcus.is_superuser = True
    marcus.save()
    assert f"?service={parks.pk}" in client.get(url).content.decode()


def test_it_costs_the_same_for_ten_services(
    client, sign_in, site_skeleton, council, marcus
):
    sign_in(client, marcus)
    assert_steady_queries(
        lambda count: [service_with_people("Parks", council) for _n in range(count)],
        lambda: client.get(reverse("team_home")),
    )

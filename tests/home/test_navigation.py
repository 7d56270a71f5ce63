"""What the header and footer lead to, for each person."""

from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse

from wagtail.models import Site

import pytest

from home.models import SiteContact
from home.navigation import navigation
from home.skeleton import ACCESS_TEAM
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory


@pytest.fixture
def labels(rf, site_skeleton):
    def labels(person, path="/"):
        request = rf.get(path)
        request.user = person
        return [link.label for link in navigation(request)["navigation"]]

    return labels


def current(rf, person, path):
    request = rf.get(path)
    request.user = person
    context = navigation(request)
    links = [*context["navigation"], context["account_link"]]
    return [link.label for link in links if link.is_current]


def footer(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    return [link.label for link in navigation(request)["footer_links"]]


def test_signed_out_there_is_what_everybody_may_read(labels):
    assert labels(AnonymousUser()) == ["Modules", "Cafés", "Guidance"]


def test_the_stories_are_found_from_the_foot_of_a_page(rf, site_skeleton):
    assert footer(rf) == ["Stories from colleagues"]


def test_nothing_leads_to_what_a_site_has_taken_down(rf, labels, site_skeleton):
    site_skeleton.guidance.unpublish()
    site_skeleton.stories.unpublish()

    assert labels(AnonymousUser()) == ["Modules", "Cafés"]
    assert footer(rf) == []


def test_signed_in_one_has_a_page_and_help(labels):
    assert labels(PersonFactory()) == [
        "My page",
        "Modules",
        "Cafés",
        "Guidance",
        "Help",
    ]


def test_those_with_a_team_are_led_to_it(labels):
    assert "My team" in labels(AppointmentFactory().person)
    assert "My team" not in labels(AppointmentFactory(ended=True).person)
    assert "My team" not in labels(AppointmentFactory(organiser=True).person)


def test_organisers_are_led_to_their_desk(labels):
    assert "Organise" in labels(AppointmentFactory(organiser=True).person)
    assert "Organise" not in labels(AppointmentFactory().person)


def test_an_organiser_of_a_part_only_is_not_led_to_a_closed_door(labels):
    part = ServiceFactory(parent=ServiceFactory())
    person = AppointmentFactory(organiser=True, service=part).person
    assert "Organise" not in labels(person)


def test_the_access_team_and_superusers_are_led_to_the_administration(labels):
    person = AppointmentFactory(access_team=True).person
    assert "Site administration" not in labels(person)
    person.groups.add(Group.objects.get(name=ACCESS_TEAM))
    person = type(person).objects.get(pk=person.pk)
    assert labels(person)[-4:] == [
        "My team",
        "Coverage",
        "Organise",
        "Site administration",
    ]
    assert "Site administration" in labels(PersonFactory(is_superuser=True))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/me/", ["My page"]),
        ("/me/record/", ["My page"]),
        ("/modules/answering/first/", ["Modules"]),
        ("/cafes/sessions/3/", ["Cafés"]),
        ("/guidance/answering/", ["Guidance"]),
        ("/stories/the-front-desk/", []),
        ("/help/ask/", ["Help"]),
        ("/privacy/", []),
    ],
)
def test_one_part_is_where_one_is(rf, site_skeleton, path, expected):
    assert current(rf, PersonFactory(), path) == expected


def test_my_details_are_behind_my_name(rf, site_skeleton):
    person = PersonFactory(name="Sam Okonkwo-Whitfield")
    assert current(rf, person, "/me/details/") == ["Sam Okonkwo-Whitfield"]


def test_nothing_is_asked_until_it_is_drawn(rf, django_assert_num_queries, db):
    request = rf.get("/")
    request.user = PersonFactory()
    with django_assert_num_queries(0):
        navigation(request)


class TestWhomToAsk:
    def test_the_foot_of_a_page_says_what_was_written(self, client, site_skeleton):
        site = Site.objects.get()
        SiteContact.objects.create(
            site=site,
            team="digital access team",
            phone="0113 496 0182",
            hours="Monday to Friday",
            email="access@aireford.example",
            organisations="Aireford City Council",
        )
        page = client.get("/privacy/").content.decode()
        assert 'href="tel:+441134960182"' in page
        assert "digital access team" in page
        assert "Aireford City Council" in page

    def test_while_nothing_is_written_it_says_nothing(self, client, site_skeleton):
        page = client.get("/privacy/").content.decode()
        assert "Ring the" not in page
        assert "Accessibility statement" in page

    def test_the_access_team_may_write_it(self, client, sign_in, site_skeleton):
        person = PersonFactory()
        person.groups.add(Group.objects.get(name=ACCESS_TEAM))
        site = Site.objects.get()
        url = reverse("wagtailsettings:edit", args=["home", "sitecontact", site.pk])
        response = sign_in(client, person).post(
            url, {"team": "digital access team", "phone": "0113 496 0182"}
        )
        assert response.status_code == 302
        assert SiteContact.objects.get().team == "digital access team"

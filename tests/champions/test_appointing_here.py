"""Appointing somebody from the coverage board."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

import pytest

from champions import ready
from pages.models import Message
from people.models import Appointment
from tests.learning.factories import CompletionFactory, ModulePageFactory
from tests.people.factories import (
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
    WillingFactory,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def parks():
    return ServiceFactory(name="Parks", slug="parks", parent=ServiceFactory(name="Top"))


@pytest.fixture
def marcus(client, sign_in, site_skeleton, parks):
    """Of the digital access team, with the right to write appointments; signed in."""
    marcus = AppointmentFactory(
        access_team=True, service=parks.get_parent(), person__name="Marcus Bell"
    ).person
    marcus.user_permissions.add(Permission.objects.get(codename="add_appointment"))
    sign_in(client, marcus)
    return marcus


@pytest.fixture
def hilary(parks):
    return PersonFactory(name="Hilary Stone", service=parks)


def choose(client, role="champion", **sent):
    url = reverse("coverage_appoint", args=["parks", role])
    return client.post(url, sent, follow=True) if sent else client.get(url)


def address(person, role="champion"):
    return reverse("coverage_appoint_person", args=["parks", role, person.pk])


def form_of(client, person, role="champion", **changes):
    """What the page would send: today, open, and who held the role when it was made."""
    seen = client.get(address(person, role)).context["form"]["seen"].value()
    today = TODAY()
    first = {"starts_on_0": today.day, "starts_on_1": today.month}
    return {**first, "starts_on_2": today.year, "seen": seen, **changes}


def send(client, person, role="champion", **changes):
    form = form_of(client, person, role, **changes)
    return client.post(address(person, role), form, follow=True)


def champions(parks):
    rows = Appointment.objects.current().in_role("champion").filter(service=parks)
    return [row.person.name for row in rows]


class TestWhoIsSuggested:
    def test_those_there_who_are_willing_in_name_order(self, marcus, parks):
        below = ServiceFactory(name="Rangers", parent=parks)
        willing = [
            WillingFactory(person__name=name, person__service=service)
            for name, service in (("Zoe", parks), ("Ada", below))
        ]
        PersonFactory(name="Unwilling", service=parks)
        WillingFactory(person__name="Elsewhere")
        WillingFactory(person__name="Gone", person__service=parks, person__left=True)
        found = ready.ready_for(parks, "champion", marcus)
        assert [one.person.name for one in found] == ["Ada", "Zoe"]
        CompletionFactory(person=willing[0].person)
        zoe = ready.ready_for(parks, "champion", marcus)[1]
        assert zoe.sentence == (
            "One module finished. 1.5 hours a week, agreed with Lorna Petrie."
        )

    def test_of_many_those_who_finished_most(self, marcus, parks):
        people = [
            WillingFactory(person__service=parks).person
            for _number in range(ready.SUGGESTED + 1)
        ]
        module = ModulePageFactory()
        for person in people[1:]:
            CompletionFactory(person=person, module=module)
        found = {one.person for one in ready.ready_for(parks, "champion", marcus)}
        assert found == set(people[1:])

    def test_nobody_who_holds_the_role_and_never_oneself(self, marcus, parks):
        marcus.service = parks
        marcus.save()
        WillingFactory(person=marcus)
        held = AppointmentFactory(service=parks, person__service=parks)
        WillingFactory(person=held.person)
        assert ready.ready_for(parks, "champion", marcus) == []
        assert [
            one.sentence.endswith("Holds already: digital champion of Parks.")
            for one in ready.ready_for(parks, "deputy", marcus)
        ] == [True]

    def test_it_costs_the_same_for_ten(self, client, marcus, parks):
        assert_steady_queries(
            lambda count: WillingFactory.create_batch(count, person__service=parks),
            lambda: choose(client),
        )


class TestFinding:
    def test_anybody_is_found_by_name(self, client, marcus, parks, hilary):
        page = choose(client, who="Hilary Stone")
        assert page.redirect_chain[-1][0] == address(hilary)

    def test_what_was_typed_stays_where_nobody_is_called_so(self, client, marcus):
        page = choose(client, who="Nobody Atall").content.decode()
        assert "Nobody here is called" in page
        assert 'value="Nobody Atall"' in page


class TestAppointing:
    def test_who_is_appointed_and_who_was_are_written_to(
        self, client, marcus, parks, hilary
    ):
        joe = AppointmentFactory(service=parks, person__name="Joe").person
        page = client.get(address(hilary)).content.decode()
        assert "Joe, Digital champion since" in page
        page = send(client, hilary).content.decode()
        assert "Hilary Stone is digital champion of Parks now" in page
        assert champions(parks) == ["Hilary Stone"]
        kinds = set(Message.objects.values_list("kind", "recipient__name"))
        assert kinds == {
            ("people.appointed", "Hilary Stone"),
            ("people.role-ended", "Joe"),
        }
        assert not joe.appointments.current().exists()

    def test_pressed_twice_it_is_done_once(self, client, marcus, parks, hilary):
        form = form_of(client, hilary)
        for _press in range(2):
            page = client.post(address(hilary), form, follow=True).content.decode()
            assert "Hilary Stone is digital champion of Parks now" in page
        assert Message.objects.count() == 1

    def test_two_at_once_the_second_is_asked_and_loses_nothing(
        self, client, marcus, parks, hilary
    ):
        form = form_of(client, hilary, ends_on_0="1", ends_on_1="2", ends_on_2="2027")
        AppointmentFactory(service=parks, person__name="Zoe", starts_on=TODAY())
        parks.appointments.update(starts_on=TODAY() - timedelta(days=1))
        page = client.post(address(hilary), form)
        text = page.content.decode()
        assert "Somebody else changed this while you had the page open" in text
        assert "Zoe, Digital champion since" in text
        assert 'value="2027"' in text
        assert champions(parks) == ["Zoe"]
        again = {**form, "seen": page.context["form"]["seen"].value()}
        client.post(address(hilary), again)
        assert champions(parks) == ["Hilary Stone"]

    def test_what_cannot_be_says_why_and_keeps_what_was_typed(
        self, client, marcus, parks, hilary
    ):
        last = {"ends_on_0": "1", "ends_on_1": "2", "ends_on_2": "2026"}
        page = send(client, hilary, **last).content.decode()
        assert "The last day is before the first." in page
        assert 'value="2026"' in page
        AppointmentFactory(service=parks, deputy=True, person=hilary)
        page = send(client, hilary).content.decode()
        assert "A champion needs somebody else as deputy" in page

    def test_one_of_long_ago_is_for_the_admin(self, client, marcus, parks, hilary):
        page = send(client, hilary, starts_on_2=TODAY().year - 1).content.decode()
        assert "write the appointment down under Site administration" in page

    def test_nobody_appoints_themselves(self, client, marcus, parks):
        url = address(marcus)
        assert "Nobody appoints themselves" in client.get(url).content.decode()
        form = {"starts_on_0": 1, "starts_on_1": 1, "starts_on_2": 2026, "seen": ""}
        today = TODAY()
        form |= {"starts_on_0": today.day, "starts_on_1": today.month}
        client.post(url, form | {"starts_on_2": today.year})
        assert champions(parks) == []

    @pytest.mark.parametrize("role", ["access-team", "organiser", "nonsense"])
    def test_other_roles_are_not_given_here(self, client, marcus, parks, hilary, role):
        assert client.get(address(hilary, role)).status_code == 404

    def test_without_the_right_or_for_another_service_it_is_refused(
        self, client, marcus, parks, hilary
    ):
        other = ServiceFactory(slug="elsewhere")
        url = reverse("coverage_appoint_person", args=[other.slug, "deputy", hilary.pk])
        assert client.post(url).status_code == 403
        marcus.user_permissions.clear()
        assert client.post(address(hilary)).status_code == 403
        with pytest.raises(ready.MayNot):
            ready.appoint(marcus, hilary, "deputy", parks, TODAY(), None, seen="")

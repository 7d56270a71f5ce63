"""Who holds which role and which rights: listed, looked through, and that it was."""

import csv
import datetime
from io import StringIO

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

import pytest
from allauth.mfa.models import Authenticator

from people import two_step
from people.access_review import Access, ChangedMeanwhile, Steps, look_through
from people.looked import WhoLooked
from people.models import AccessReview, Appointment, User, WorkAccount
from tests.people.factories import (
    AccessReviewFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
    access_team,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def council():
    return ServiceFactory(name="Aireford City Council")


@pytest.fixture
def libraries(council):
    return ServiceFactory(name="Libraries", parent=council)


@pytest.fixture
def marcus(council):
    return access_team(council, name="Marcus Bell", last_login=NOW)


@pytest.fixture
def head():
    return PersonFactory(name="Ada", is_superuser=True, service=None, last_login=NOW)


def listed(viewer):
    """Names and what they hold, as the list of that viewer says it."""
    return {
        holder.person.name: [
            *(f"{role.role} {role.service.name}" for role in holder.roles),
            *map(str, holder.rights),
        ]
        for holder in Access(User.objects.get(pk=viewer.pk)).holders
    }


def test_lists_who_holds_a_role_or_a_right_in_ones_own_part(marcus, libraries, head):
    AppointmentFactory(service=libraries, person__name="Priya")
    AppointmentFactory(service=libraries, person__name="Before", ended=True)
    AppointmentFactory(deputy=True, service=libraries, person__left=True)
    editor = PersonFactory(name="Ewan", service=libraries)
    editor.groups.add(Group.objects.get_or_create(name="Editors")[0])
    PersonFactory(name="Nothing held", service=libraries)
    elsewhere = AppointmentFactory(person__name="Of the trust").person
    elsewhere.groups.add(Group.objects.get(name="Editors"))
    mine = {
        "Ada": ["Administrator of the whole site"],
        "Marcus Bell": ["access-team Aireford City Council", "Digital access team"],
        "Ewan": ["Editors"],
        "Priya": ["champion Libraries"],
    }
    assert listed(marcus) == mine
    assert list(listed(marcus))[0] == "Ada"
    assert set(listed(head)) == {*mine, "Of the trust"}


@pytest.mark.parametrize("role", ["champion", "deputy", "organiser", "communications"])
def test_no_other_role_opens_it(client, libraries, role):
    person = AppointmentFactory(service=libraries, role=role).person
    client.force_login(person)
    assert client.get("/access/").status_code == 403
    assert client.post("/access/").status_code == 403
    assert client.get("/access/file/").status_code == 403
    assert Access(person).holders == []


def test_an_ended_appointment_and_an_administrator_who_left_open_nothing(head, council):
    ended = AppointmentFactory(service=council, access_team=True, ended=True).person
    head.left_on = timezone.localdate()
    assert not Access(ended).is_open
    assert not Access(head).is_open


def test_a_tick_is_kept_once_and_says_of_how_many(client, marcus, libraries):
    AppointmentFactory(service=libraries)
    client.force_login(marcus)
    seen = client.get("/access/").context["access"].seen
    for _press in range(2):
        answer = client.post("/access/", {"seen": seen}, follow=True)
    review = AccessReview.objects.get()
    assert (review.looked_by, review.people, review.roles) == (marcus, 2, 2)
    assert "by Marcus Bell." in answer.content.decode()


def test_a_list_that_has_changed_is_not_ticked(client, marcus, libraries):
    stale = Access(marcus).seen
    AppointmentFactory(service=libraries)
    with pytest.raises(ChangedMeanwhile):
        look_through(Access(marcus), stale)
    client.force_login(marcus)
    answer = client.post("/access/", {"seen": stale}, follow=True)
    assert "The list has changed" in answer.content.decode()
    assert not AccessReview.objects.exists()


def test_it_is_due_after_three_months_and_where_a_part_never_was(marcus, council):
    trust = ServiceFactory()
    assert Access(marcus).is_due
    AccessReviewFactory(service=council, looked_at=NOW)
    assert not Access(marcus).is_due
    assert not Access(marcus, NOW + datetime.timedelta(days=89)).is_due
    assert Access(marcus, NOW + datetime.timedelta(days=90)).is_due
    AppointmentFactory(person=marcus, service=trust, access_team=True)
    assert Access(marcus).is_due
    AccessReviewFactory(service=None, looked_at=NOW)
    assert not Access(marcus).is_due


def test_one_part_looked_through_is_not_the_whole_site(head, council):
    AccessReviewFactory(service=council)
    assert Access(head).is_due


def test_the_board_and_the_admin_say_when_it_is_time(client, marcus, head, council):
    client.force_login(marcus)
    due = "It is time to look through"
    assert due in client.get("/coverage/").content.decode()
    AccessReviewFactory(service=council, looked_by=marcus)
    assert due not in client.get("/coverage/").content.decode()
    client.force_login(head)
    assert due in client.get("/admin/").content.decode()


def test_steps_are_as_the_sign_in_asks_for_them(settings, marcus, head, libraries):
    settings.TWO_STEP_REQUIRED = True
    settings.OIDC_PROVIDERS = [
        {
            "name": "City",
            "slug": "city",
            "issuer": "https://id.example",
            "client_id": "x",
            "domains": ["aireford.example"],
            "two_step": "always",
        }
    ]
    champion = AppointmentFactory(service=libraries).person
    changer = PersonFactory(service=libraries)
    changer.user_permissions.add(Permission.objects.get(codename="change_user"))
    Authenticator.objects.create(user=head, type="totp", data={})
    WorkAccount.objects.create(person=changer, issuer="https://id.example", subject="1")
    steps = {holder.person.pk: holder.steps for holder in Access(head).holders}
    assert steps == {
        head.pk: Steps.OWN,
        marcus.pk: Steps.MISSING,
        champion.pk: Steps.NONE,
        changer.pk: Steps.WORK_ACCOUNT,
    }
    for person in two_step.with_steps(User.objects.all()):
        assert two_step.is_needed_of(person) == two_step.is_needed(person)


def test_the_file_holds_a_line_for_each_and_no_formula(client, marcus, libraries):
    AppointmentFactory(service=libraries, person__name="=1+1", person__service=None)
    client.force_login(marcus)
    text = client.get("/access/file/").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert [row[3:5] for row in rows[1:]] == [
        ["Digital access team", "Aireford City Council"],
        ["Digital access team", ""],
        ["Digital champion", "Libraries"],
    ]
    assert rows[3][0].startswith("'=")


def test_those_who_stand_in_it_read_that_it_was_opened(client, marcus, libraries):
    priya = AppointmentFactory(service=libraries).person
    client.force_login(marcus)
    client.get("/access/")
    client.get("/access/file/")
    told = " ".join(WhoLooked(priya).sentences)
    assert "Marcus Bell opened the list of roles and rights, with you in it," in told
    assert "took away the list of roles and rights as a file" in told


def test_costs_the_same_for_many(client, marcus, libraries):
    def add(count):
        for appointment in AppointmentFactory.create_batch(
            count, service=libraries, role=Appointment.Role.DEPUTY
        ):
            appointment.person.groups.add(Group.objects.get(name="Digital access team"))

    client.force_login(marcus)
    assert_steady_queries(add, lambda: client.get("/access/"))

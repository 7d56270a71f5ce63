"""The pages for files of staff: from a file that comes to the report of what it did."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import pytest

from people import importing
from people.models import Service, StaffImport, StaffSource, User
from people.permissions import may_import
from tests.people.factories import (
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
    StaffImportFactory,
    StaffSourceFactory,
    access_team,
    reading_of,
    staff_csv,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db
ANN = ["ann@x.example", "Ann New", "Officer", "Parks", "1"]
BAD = ["no e-mail", "Bob Bad", "Officer", "Parks", "2"]


@pytest.fixture
def council(site_skeleton):
    top = ServiceFactory(name="Aireford Council")
    ServiceFactory(name="Parks", parent=top)
    return top


@pytest.fixture
def editor(council, client):
    person = access_team(council)
    client.force_login(person)
    return person


def upload(*rows, name="staff.csv"):
    return SimpleUploadedFile(name, staff_csv(*rows))


def bring(client, service, *rows, **more):
    said = {"file": upload(*rows), "name": "Council HR", "service": service.pk, **more}
    return client.post(reverse("staff_imports"), said)


def url(name, brought):
    return reverse(f"staff_import{name}", args=[brought.pk])


def choose(client, brought, **more):
    """Send the form of the columns as it came, with these changes."""
    form = client.get(url("_columns", brought)).context["form"]
    said = {name: form[name].value() for name in form.fields} | more
    return client.post(url("_columns", brought), said)


def test_a_file_goes_from_its_columns_over_what_it_would_do_to_the_report(
    council, editor, client
):
    answer = bring(client, council, ANN, BAD)
    brought = StaffImport.objects.get()
    assert answer.url == url("_columns", brought)
    page = client.get(answer.url).content.decode()
    assert "E-mail (ann@x.example)" in page

    assert choose(client, brought).url == url("", brought)
    assert "It is being checked" in client.get(url("", brought)).content.decode()
    assert "HX-Refresh" not in client.get(url("_progress", brought)).headers
    importing.work_on(brought.pk)
    assert client.get(url("_progress", brought)).headers["HX-Refresh"] == "true"

    page = client.get(url("", brought)).content.decode()
    assert "1 person is new." in page
    assert "1 row has a problem, and is left out." in page
    assert "“no e-mail” is no e-mail." in page
    problems = client.get(url("_problems", brought)).content.decode("utf-8-sig")
    assert problems.splitlines()[1] == "3,Bob Bad,no e-mail,“no e-mail” is no e-mail."

    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    client.post(url("_apply", brought), {"seen": seen})
    assert "It is being brought in" in client.get(url("", brought)).content.decode()
    importing.work_on(brought.pk)
    assert "1 person was added." in client.get(url("", brought)).content.decode()
    assert User.objects.get(email="ann@x.example").service.name == "Parks"

    # The next file of the same source needs no columns.
    source = StaffSource.objects.get()
    again = bring(client, council, ANN, source=source.pk)
    assert again.url == url("", StaffImport.objects.first())


def test_what_is_wrong_with_a_file_or_form_is_said_in_a_sentence(
    council, editor, client
):
    xlsx = SimpleUploadedFile("staff.csv", b"PK\x03\x04 and more")
    page = client.post(
        reverse("staff_imports"), {"file": xlsx, "name": "Typed before", "service": ""}
    ).content.decode()
    assert "This is a spreadsheet, whatever its name says." in page
    assert "Choose of whom the file tells." in page
    assert 'value="Typed before"' in page
    assert not StaffImport.objects.exists()

    brought = StaffImportFactory(source__service=council)
    answer = choose(client, brought, email="", job_title="Name")
    page = answer.content.decode()
    assert "Say which column holds the e-mail." in page
    assert "“Name” is chosen twice" in page


def test_many_leavers_wait_for_their_number(council, editor, client):
    source = StaffSourceFactory(
        service=council,
        reading=reading_of(
            ["E-mail", "Name", "Job title", "Service", "Staff number"], is_complete=True
        ).to_keep(),
    )
    rows = [[f"p{n}@x.example", f"P{n}", "", "Parks", str(n)] for n in range(4)]
    for some in (rows, rows[:2]):
        brought = importing.receive(source, editor, "a.csv", staff_csv(*some))
        importing.work_on(brought.pk)
        brought.refresh_from_db()
        if some is rows:
            importing.ask_to_apply(brought, editor, brought.plan_digest)
            importing.work_on(brought.pk)
    page = client.get(url("", brought)).content.decode()
    assert "2 of 4 people would leave" in page
    said = {"seen": brought.plan_digest, "leavers": "3"}
    page = client.post(url("_apply", brought), said).content.decode()
    assert "Write how many people leave" in page
    client.post(url("_apply", brought), said | {"leavers": "2"})
    importing.work_on(brought.pk)
    assert User.objects.filter(left_on__isnull=False).count() == 2


def test_a_plan_that_is_old_is_not_done(council, editor, client):
    brought = StaffImportFactory(source__service=council)
    choose(client, brought)
    importing.work_on(brought.pk)
    page = client.post(url("_apply", brought), {"seen": "another"}, follow=True)
    assert "has changed since you looked" in page.content.decode()
    client.post(url("_throw_away", brought))
    brought.refresh_from_db()
    assert brought.state == "thrown-away"


def test_only_who_may_add_people_there_brings_any(council, client):
    brought = StaffImportFactory(source__service=council)
    elsewhere = access_team(ServiceFactory())
    without_rights = PersonFactory()
    AppointmentFactory(access_team=True, person=without_rights, service=council)
    administrator = PersonFactory(is_superuser=True)
    for person, status in (
        (elsewhere, 403),
        (without_rights, 403),
        (administrator, 200),
    ):
        client.force_login(person)
        assert client.get(url("_columns", brought)).status_code == status
        answer = client.get(reverse("staff_export", args=[council.slug]))
        assert answer.status_code == status
    client.force_login(elsewhere)
    assert (
        brought.file_name not in client.get(reverse("staff_imports")).content.decode()
    )
    answer = bring(client, council, ANN)
    assert "Choose one that is on the list." in answer.content.decode()


def test_the_list_to_take_away_is_a_file(council, editor, client):
    answer = client.get(reverse("staff_export", args=[council.slug]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert editor.email in answer.content.decode("utf-8-sig")


def test_a_page_of_rows_costs_the_same_for_one_as_for_ten(council, editor, client):
    source = StaffSourceFactory(service=council)
    brought = importing.receive(source, editor, "a.csv", staff_csv(ANN))
    importing.work_on(brought.pk)

    def add_rows(count):
        first = brought.rows.first()
        for number in range(count):
            first.pk, first.number = None, number + 10
            first.save()
            brought.refresh_from_db()
            brought.counts["new"] += 1
            brought.save()

    assert_steady_queries(add_rows, lambda: client.get(url("", brought)))


def test_the_rule_for_one_service_is_the_rule_for_all(council):
    below, elsewhere = Service.objects.get(name="Parks"), ServiceFactory()
    gone = access_team(council, left=True)
    ended = access_team(council)
    ended.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    viewers = [
        *(access_team(council), access_team(below), access_team(elsewhere)),
        *(gone, ended, PersonFactory(is_superuser=True), PersonFactory()),
    ]
    seen = [
        {s.pk for s in Service.objects.all() if may_import(viewer, s)}
        for viewer in viewers
    ]
    asked = [
        set(Service.objects.imported_by(viewer).values_list("pk", flat=True))
        for viewer in viewers
    ]
    assert asked == seen
    assert seen[:3] == [{council.pk, below.pk}, {below.pk}, {elsewhere.pk}]
    assert seen[3:5] == [set(), set()]

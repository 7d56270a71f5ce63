"""What people tell about themselves."""

import datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import pytest
from PIL import Image

from people.models import Absence, User
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

URL = "/me/details/"


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sam(client):
    person = PersonFactory(
        name="Sam Okonkwo-Whitfield", service=ServiceFactory(name="Libraries")
    )
    client.force_login(person)
    return person


def told(**changes):
    return {
        "known_as": "Sam",
        "job_title": "Library assistant",
        "phone": "0113 496 0123",
        "about": "",
        "access_needs": "",
        **changes,
    }


def a_picture(width=900, height=600, kind="JPEG", exif=None):
    written = BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new("RGB", (width, height), "#0b6062").save(written, kind, **options)
    return written.getvalue()


def upload(content, name="me.jpg"):
    return SimpleUploadedFile(name, content)


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def away(first, last):
    parts = {}
    for name, day in (("starts_on", first), ("ends_on", last)):
        for number, part in enumerate((day.day, day.month, day.year)):
            parts[f"{name}_{number}"] = part
    return parts


def test_are_for_the_signed_in(client):
    assert client.get(URL)["Location"] == f"/sign-in/?next={URL}"


def test_are_kept(client, sam):
    response = client.post(URL, told(access_needs="A hearing loop"))
    assert response["Location"] == URL
    sam.refresh_from_db()
    assert sam.job_title == "Library assistant"
    assert sam.access_needs == "A hearing loop"


def test_nobody_changes_who_they_are(client, sam):
    other = ServiceFactory()
    client.post(
        URL,
        told(
            name="Somebody Else",
            email="else@aireford.example",
            service=other.pk,
            is_superuser="on",
            left_on="2030-01-01",
        ),
    )
    now = User.objects.get(pk=sam.pk)
    for field in ("name", "email", "service_id", "is_superuser", "left_on"):
        assert getattr(now, field) == getattr(sam, field)


def test_something_too_long_is_said_and_not_lost(client, sam):
    response = client.post(URL, told(known_as="x" * 61))
    page = response.content.decode()
    assert "up to 60 characters" in page
    assert "x" * 61 in page
    assert "Error:" in page


def test_who_can_see_them_is_said_beside_them(client, sam):
    AppointmentFactory(service=sam.service, person=PersonFactory(name="Priya Raman"))
    page = client.get(URL).content.decode()
    assert "You can see this, and so can Priya" in page
    assert "the hosts and organisers of a session that you book" in page


def test_says_who_changes_the_rest(client, sam):
    team = AppointmentFactory(
        service=sam.service, person=PersonFactory(name="Ines Moreau"), access_team=True
    )
    page = client.get(URL).content.decode()
    assert f"mailto:{team.person.email}" in page


class TestPhoto:
    def test_becomes_a_square_without_what_was_hidden_in_it(self, client, sam):
        exif = Image.Exif()
        exif[0x010E] = "Taken at 12 Cardigan Lane"
        client.post(URL, told(photo_file=upload(a_picture(exif=exif), "my house.jpg")))
        sam.refresh_from_db()
        kept = Image.open(sam.photo.path)
        assert kept.size == (512, 512)
        assert not kept.getexif()
        assert "house" not in sam.photo.name

    def test_is_turned_upright(self, client, sam):
        exif = Image.Exif()
        exif[0x0112] = 6  # lies on its side
        picture = Image.new("RGB", (600, 600), "black")
        picture.paste("white", (0, 0, 600, 300))
        written = BytesIO()
        picture.save(written, "JPEG", exif=exif)
        client.post(URL, told(photo_file=upload(written.getvalue())))
        sam.refresh_from_db()
        kept = Image.open(sam.photo.path)
        assert kept.getpixel((500, 256))[0] > 200
        assert kept.getpixel((10, 256))[0] < 50

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"%PDF-1.7 not a picture", "cannot read that file"),
            (b"<svg onload='alert(1)'/>", "cannot read that file"),
            (a_picture(kind="GIF"), "cannot read that file"),
            (a_picture()[:2000], "cannot read that file"),
            (b"\xff" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ],
        ids=["pdf", "svg", "gif", "cut short", "large"],
    )
    def test_what_is_no_picture_is_refused(self, client, sam, content, sentence):
        response = client.post(URL, told(photo_file=upload(content)))
        assert sentence in response.content.decode()
        sam.refresh_from_db()
        assert not sam.photo

    def test_of_before_is_gone_for_good(
        self, client, sam, django_capture_on_commit_callbacks
    ):
        client.post(URL, told(photo_file=upload(a_picture())))
        sam.refresh_from_db()
        storage, old = sam.photo.storage, sam.photo.name
        with django_capture_on_commit_callbacks(execute=True):
            client.post(URL, told(photo_file=upload(a_picture(kind="PNG"))))
        assert not storage.exists(old)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(URL, told(remove_photo="on"))
        sam.refresh_from_db()
        assert not sam.photo
        assert storage.listdir("people")[1] == []


class TestAway:
    def test_days_are_added_and_shown(self, client, sam):
        response = client.post(
            reverse("away_add"), away(in_days(3), in_days(5)), follow=True
        )
        assert "Your days away are kept" in response.content.decode()
        absence = sam.absences.get()
        assert (absence.starts_on, absence.ends_on) == (in_days(3), in_days(5))

    def test_a_double_click_adds_them_once(self, client, sam):
        for _press in range(2):
            client.post(reverse("away_add"), away(in_days(3), in_days(5)))
        assert sam.absences.count() == 1

    @pytest.mark.parametrize(
        ("first", "last", "sentence"),
        [
            (5, 3, "The last day is before the first"),
            (-9, -3, "These days are over"),
            (1, 900, "within the next two years"),
        ],
    )
    def test_wrong_days_are_said(self, client, sam, first, last, sentence):
        response = client.post(reverse("away_add"), away(in_days(first), in_days(last)))
        assert sentence in response.content.decode()
        assert not sam.absences.exists()

    @pytest.mark.parametrize(
        ("month", "sentence"),
        [
            (2, "There is no such day. Check the day and the month."),
            ("x", "Write the day, month and year in numbers, like 27 3 2026."),
        ],
    )
    def test_a_day_that_does_not_exist_is_said(self, client, sam, month, sentence):
        days = {**away(in_days(1), in_days(2)), "starts_on_0": 31, "starts_on_1": month}
        page = client.post(reverse("away_add"), days).content.decode()
        assert sentence in page
        assert "out of range" not in page

    def test_nothing_written_is_said(self, client, sam):
        page = client.post(reverse("away_add"), {}).content.decode()
        assert "Write the first day you are away" in page

    def test_days_that_are_over_are_shown_and_can_be_taken_out(self, client, sam):
        over = AbsenceFactory(person=sam, starts_on=in_days(-9), ends_on=in_days(-5))
        address = reverse("away_remove", args=[over.pk])
        assert address in client.get(URL).content.decode()
        page = client.post(address, follow=True).content.decode()
        assert "Those days are taken out." in page
        assert not sam.absences.exists()

    def test_days_are_taken_back(self, client, sam):
        absence = AbsenceFactory(person=sam)
        client.post(reverse("away_remove", args=[absence.pk]))
        assert not sam.absences.exists()

    def test_nobody_takes_back_the_days_of_another(self, client, sam):
        absence = AbsenceFactory()
        response = client.post(reverse("away_remove", args=[absence.pk]))
        assert response.status_code == 404
        assert Absence.objects.filter(pk=absence.pk).exists()

    def test_a_link_changes_nothing(self, client, sam):
        absence = AbsenceFactory(person=sam)
        assert client.get(reverse("away_remove", args=[absence.pk])).status_code == 405
        assert client.get(reverse("away_add")).status_code == 405

    def test_many_days_cost_no_more(self, client, sam):
        assert_steady_queries(
            lambda count: AbsenceFactory.create_batch(count, person=sam),
            lambda: client.get(URL),
        )

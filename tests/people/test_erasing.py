"""An erased person is found nowhere any more; what is only counted stays."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

import pytest

from cafes.models import Booking
from champions.models import HelpAnswer, HelpRequest
from learning.models import Completion
from pages.mail_folder import FolderBackend
from people import erasing, kept_about, leaving
from people.erasing import Because
from people.models import Erasure, User
from people.permissions import ACCESS_TEAM_RIGHTS, may_erase
from people.taking_away import archive_of
from tests.cafes.factories import BookingFactory
from tests.champions.factories import HelpAnswerFactory, HelpRequestFactory
from tests.learning.factories import AssignmentFactory, CompletionFactory
from tests.people.factories import PersonFactory, ServiceFactory
from tests.people.planted import Planting, found_anywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]


@pytest.fixture(autouse=True)
def log(settings, tmp_path):
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"
    return settings.ERASURE_LOG


@pytest.fixture
def sam():
    return PersonFactory(name="Sam Okonkwo", email="sam@aireford.example", left=True)


@pytest.fixture
def erase(django_capture_on_commit_callbacks):
    def erase(person, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return erasing.erase(person, **({"because": Because.ASKED} | more))

    return erase


@pytest.fixture
def access_team_member():
    """Somebody with the rights of the digital access team in the admin, no more."""
    group = Group.objects.create(name="Those who look after people")
    for right in ACCESS_TEAM_RIGHTS:
        app, name = right.split(".")
        of_app = Permission.objects.filter(content_type__app_label=app)
        group.permissions.add(of_app.get(codename=name))
    person = PersonFactory()
    person.groups.add(group)
    return person


@pytest.fixture
def planted(sam, settings):
    settings.ERASURE_LOG = settings.DATA_DIR / "erasures.jsonl"
    planting = Planting(sam)
    planting.everywhere()
    mail = EmailMessage("For you", f"Dear {sam.name}", to=["somebody@aireford.example"])
    FolderBackend().send_messages([mail])
    return planting.markers


def test_a_marker_in_every_field_is_told_and_after_an_erasure_found_nowhere(
    sam, planted, erase
):
    assert len(planted) > 60
    sam.refresh_from_db()
    with zipfile.ZipFile(archive_of(sam)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    told = "\n".join([*texts, *texts.values()])
    assert [m for m in planted if m.is_told and m.word not in told] == []
    for page in ("everything.html", "everything.json"):
        missing = [m for m in planted if m.is_told and m.word not in texts[page]]
        assert missing == [], page
    words = [marker.word for marker in planted]
    assert {word for word, _place in found_anywhere(words)} == set(words)

    erase(sam)

    where = {marker.word: marker.where for marker in planted}
    found = found_anywhere([*words, sam.email, sam.name])
    assert [(where.get(word), place) for word, place in found] == []


@pytest.mark.parametrize("label", ["learning.Plan", "champions.HelpAnswer"])
def test_the_search_for_markers_finds_a_rule_that_is_broken(
    sam, planted, erase, monkeypatch, label
):
    said = kept_about.ABOUT[label]
    broken = [replace(link, on_erasure=kept_about.Stays("")) for link in said.links]
    monkeypatch.setitem(kept_about.ABOUT, label, replace(said, links=tuple(broken)))
    if label == "champions.HelpAnswer":
        # Else the answers would go with the question.
        HelpRequest.objects.filter(person=sam).update(person=PersonFactory())
    erase(sam)
    words = [m.word for m in planted if m.where.startswith(label)]
    assert found_anywhere(words)


def test_somebody_who_has_not_left_is_not_erased(erase):
    person = PersonFactory(name="Here Still")
    with pytest.raises(erasing.NotLeftYet):
        erase(person)
    person.refresh_from_db()
    assert person.name == "Here Still"


def test_twice_is_once(sam, erase):
    erase(sam)
    with pytest.raises(erasing.ErasedAlready):
        erase(sam)
    assert Erasure.objects.count() == 1


def test_all_of_it_or_nothing(sam, erase, monkeypatch, log):
    HelpRequestFactory(person=sam, words="Something hard")
    monkeypatch.setattr(erasing.erasure_log, "seal_of", lambda person: "x" * 64)
    Erasure.objects.create(person_number=sam.pk, seal="", because=Because.TIME)
    with pytest.raises(Exception, match="(?i)unique"):
        erase(sam)
    assert not log.exists()


def test_what_is_counted_stays_without_a_name(sam, erase):
    council = ServiceFactory(name="Aireford City Council")
    User.objects.filter(pk=sam.pk).update(
        service=ServiceFactory(name="Libraries", parent=council)
    )
    CompletionFactory(person=sam)
    was_there = BookingFactory(
        person=sam, status=Booking.Status.ATTENDED, hopes="To meet Ines"
    )
    erase(sam)
    sam.refresh_from_db()
    assert Completion.objects.filter(enrolment__person=sam).count() == 1
    was_there.refresh_from_db()
    assert (was_there.status, was_there.hopes) == (Booking.Status.ATTENDED, "")
    assert sam.name == "Somebody who has left"
    assert sam.service.name == "Aireford City Council"
    assert not sam.has_usable_password()


def test_a_question_goes_with_its_answers_and_an_answer_loses_its_words(sam, erase):
    helper = PersonFactory()
    asked = HelpRequestFactory(person=sam, words="I am lost")
    HelpAnswerFactory(request=asked, writer=helper, words="You are not")
    other = HelpRequestFactory(words="How do I begin?")
    answer = HelpAnswerFactory(request=other, writer=sam, words="Ring me, Sam")
    suggested = AssignmentFactory(asked_by=sam, reason="Because I, Sam, say so")
    erase(sam)
    assert not HelpRequest.objects.filter(pk=asked.pk).exists()
    assert not HelpAnswer.objects.filter(request=asked.pk).exists()
    answer.refresh_from_db()
    suggested.refresh_from_db()
    other.refresh_from_db()
    assert other.words == "How do I begin?"
    assert answer.words == suggested.reason == ("(Taken out: who wrote this has left.)")


def test_the_photograph_goes_from_the_disk_once_it_is_certain(sam, erase):
    from django.core.files.base import ContentFile

    sam.photo.save("sam.jpg", ContentFile(b"a picture"))
    path = Path(sam.photo.path)
    assert path.exists()
    erase(sam)
    assert not path.exists()


class TestDoneAgain:
    """After a backup was put back."""

    @pytest.fixture
    def restored(self, sam, erase):
        """Sam as a backup from before the erasure has them: here, and not left."""
        before = User.objects.filter(pk=sam.pk).values().get()
        erase(sam)
        Erasure.objects.all().delete()
        before["left_on"] = None
        User.objects.filter(pk=sam.pk).update(**before)
        return sam

    def test_erases_whoever_came_back(self, restored, log, capsys):
        call_command("apply_erasures")
        restored.refresh_from_db()
        assert restored.name == "Somebody who has left"
        assert "Erased again: 1." in capsys.readouterr().out
        call_command("apply_erasures")
        assert "Erased again: 0. Erased already: 1." in capsys.readouterr().out

    def test_leaves_somebody_else_of_that_number_alone(self, restored):
        User.objects.filter(pk=restored.pk).update(email="other@aireford.example")
        with pytest.raises(CommandError, match=str(restored.pk)):
            call_command("apply_erasures")
        restored.refresh_from_db()
        assert restored.name == "Sam Okonkwo"
        call_command("apply_erasures", "--even-if-changed", str(restored.pk))
        restored.refresh_from_db()
        assert restored.erased_at

    def test_a_file_that_is_no_log_changes_nothing(self, restored, log):
        log.write_text(log.read_text() + "Sam\n")
        with pytest.raises(CommandError, match="Line 2"):
            call_command("apply_erasures")
        restored.refresh_from_db()
        assert restored.erased_at is None

    def test_the_table_can_be_written_out_in_the_same_form(
        self, sam, erase, log, capsys
    ):
        erase(sam)
        call_command("list_erasures")
        assert capsys.readouterr().out == log.read_text()
        assert "sam" not in log.read_text().lower()
        assert json.loads(log.read_text())["person"] == sam.pk


class TestInTheAdmin:
    """By the digital access team, or an administrator."""

    def url(self, person):
        return f"/admin/people/{person.pk}/erase/"

    def test_says_what_goes_and_asks_for_the_name(self, admin_client, sam):
        HelpRequestFactory(person=sam)
        CompletionFactory(person=sam)
        page = admin_client.get(self.url(sam)).content.decode()
        assert "Questions asked, and questions taken on: 1" in page
        assert "Modules finished: 1" in page
        refused = admin_client.post(self.url(sam), {"name": "Pat"})
        assert "That is not the name" in refused.content.decode()
        sam.refresh_from_db()
        assert sam.erased_at is None
        done = admin_client.post(self.url(sam), {"name": " sam  okonkwo"}, follow=True)
        assert "Sam Okonkwo is erased." in done.content.decode()
        again = admin_client.post(self.url(sam), {"name": "Sam Okonkwo"}, follow=True)
        assert "This person is erased already." in again.content.decode()
        assert Erasure.objects.get().done_by.is_superuser

    def test_says_first_to_let_somebody_go_who_is_here(self, admin_client):
        person = PersonFactory()
        page = admin_client.get(self.url(person)).content.decode()
        assert "has not left" in page
        admin_client.post(self.url(person), {"name": person.name})
        person.refresh_from_db()
        assert person.erased_at is None

    def test_nobody_erases_themselves_or_somebody_with_more_rights(
        self, client, access_team_member, admin_user, sam
    ):
        assert may_erase(access_team_member, sam)
        assert not may_erase(access_team_member, access_team_member)
        assert not may_erase(access_team_member, admin_user)
        client.force_login(access_team_member)
        assert client.get(self.url(admin_user)).status_code in (302, 403)
        client.force_login(PersonFactory())
        client.post(self.url(sam), {"name": sam.name})
        sam.refresh_from_db()
        assert sam.erased_at is None

    def test_an_erased_person_is_not_listed_or_changed(self, admin_client, sam, erase):
        erase(sam)
        listed = admin_client.get("/admin/users/").content.decode()
        assert "Somebody who has left" not in listed
        assert admin_client.get(f"/admin/users/edit/{sam.pk}/").status_code == 302


def test_the_time_of_leaving_does_not_wait_for_a_day(erase):
    person = PersonFactory()
    day = timezone.localdate() - timedelta(days=1)
    leaving.leave(person, on=day)
    erase(person)
    person.refresh_from_db()
    assert person.left_on == day

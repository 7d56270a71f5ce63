"""Spoken to, and not now: what is kept, for how long, and who sees it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import marking, tasks
from champions.models import TeamMark
from config.celery import app as celery
from tests.champions.factories import TeamMarkFactory
from tests.people.factories import PersonFactory

Kind = TeamMark.Kind


@pytest.fixture
def as_priya(client, libraries, site_skeleton, sign_in):
    return sign_in(client, libraries.priya)


def press(client, person, kind, follow=True):
    address = reverse("team_mark", args=["libraries", person.pk])
    return client.post(address, {"kind": kind}, follow=follow)


def undo(client, person):
    address = reverse("team_unmark", args=["libraries", person.pk])
    return client.post(address, follow=True)


class TestKeeping:
    def test_one_mark_takes_the_place_of_another(self, libraries):
        for kind in (Kind.NOT_NOW, Kind.SPOKEN_TO, Kind.SPOKEN_TO):
            marking.mark(libraries.priya, libraries.sam, kind, libraries.service)
        mark = TeamMark.objects.get()
        assert mark.kind == Kind.SPOKEN_TO
        assert mark.until == timezone.localdate() + timedelta(weeks=4)

    def test_it_is_as_long_as_the_notice_says(self):
        weeks = {kind: lasts.days // 7 for kind, lasts in marking.LASTS.items()}
        assert weeks == {Kind.SPOKEN_TO: 4, Kind.NOT_NOW: 2}

    def test_what_has_run_out_is_forgotten(self, libraries):
        today = timezone.localdate()
        TeamMarkFactory(person=libraries.sam, until=today)
        kept = TeamMarkFactory(person=libraries.tom, until=today + timedelta(days=1))
        tasks.forget_marks()
        assert list(TeamMark.objects.all()) == [kept]

    def test_it_is_forgotten_by_itself(self):
        beats = celery.conf.beat_schedule.values()
        assert tasks.forget_marks.name in {beat["task"] for beat in beats}

    def test_it_goes_with_the_person_and_outlives_its_maker(self, libraries):
        mark = TeamMarkFactory(person=libraries.sam, made_by=PersonFactory())
        mark.made_by.delete()
        mark.refresh_from_db()
        assert mark.made_by is None
        libraries.sam.delete()
        assert not TeamMark.objects.exists()


class TestPressing:
    def test_it_can_be_undone_right_after(self, as_priya, libraries):
        page = press(as_priya, libraries.sam, "spoken-to").content.decode()
        assert "You spoke to Sam Okonkwo-Whitfield today." in page
        assert reverse("team_unmark", args=["libraries", libraries.sam.pk]) in page
        page = undo(as_priya, libraries.sam).content.decode()
        assert "Taken back. Sam may be named again." in page
        assert not TeamMark.objects.exists()

    def test_undone_twice_nothing_breaks(self, as_priya, libraries):
        press(as_priya, libraries.sam, "not-now")
        undo(as_priya, libraries.sam)
        assert undo(as_priya, libraries.sam).status_code == 200

    def test_the_deputy_sees_it_and_can_undo_it(
        self, as_priya, client, sign_in, libraries
    ):
        press(as_priya, libraries.sam, "not-now")
        sign_in(client, libraries.tom)
        page = client.get("/team/libraries/").content.decode()
        assert "Priya set Sam Okonkwo-Whitfield aside today." in page
        undo(client, libraries.tom)
        assert TeamMark.objects.exists()
        undo(client, libraries.sam)
        assert not TeamMark.objects.exists()

    def test_the_address_holds_no_name(self, as_priya, libraries):
        answer = press(as_priya, libraries.sam, "not-now", follow=False)
        mark = TeamMark.objects.get()
        assert answer.url == f"/team/libraries/?marked={mark.pk}#five"

    def test_another_kind_is_not_found(self, as_priya, libraries):
        assert press(as_priya, libraries.sam, "forget-about").status_code == 404

    def test_who_is_not_of_the_team_is_not_found(self, as_priya, libraries):
        for person in (PersonFactory(), libraries.priya):
            assert press(as_priya, person, "not-now").status_code == 404
        assert not TeamMark.objects.exists()

    def test_nobody_else_may(self, client, sign_in, libraries, site_skeleton):
        sign_in(client, libraries.sam)
        assert press(client, libraries.tom, "not-now").status_code == 403

    def test_the_person_reads_it_on_their_own_record(
        self, as_priya, client, sign_in, libraries
    ):
        press(as_priya, libraries.sam, "spoken-to")
        page = sign_in(client, libraries.sam).get("/me/record/").content.decode()
        assert "Priya noted a word with you today." in page
        assert "Noted about you" not in (
            sign_in(client, libraries.tom).get("/me/record/").content.decode()
        )

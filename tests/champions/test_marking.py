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


def undo(client, person, mark=None, **more):
    """Press Undo beside a mark, or beside the one that stands now."""
    mark = mark or TeamMark.objects.filter(person=person).first()
    address = reverse("team_unmark", args=["libraries", person.pk])
    sent = {"mark": mark.pk if mark else "", **more}
    return client.post(address, sent, follow=True)


def text(response):
    return " ".join(response.content.decode().split())


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

    def test_undone_twice_it_says_that_nothing_was_changed(self, as_priya, libraries):
        press(as_priya, libraries.sam, "not-now")
        mark = TeamMark.objects.get()
        undo(as_priya, libraries.sam, mark)
        assert "Nothing was changed" in text(undo(as_priya, libraries.sam, mark))

    def test_an_older_page_undoes_no_newer_mark(self, as_priya, libraries):
        press(as_priya, libraries.sam, "not-now")
        older = TeamMark.objects.get()
        noted = marking.mark(
            libraries.tom, libraries.sam, Kind.SPOKEN_TO, libraries.service
        )
        page = text(undo(as_priya, libraries.sam, older))
        assert "something else was noted for Sam since" in page
        assert TeamMark.objects.get() == noted.mark

    def test_what_another_noted_for_longer_stands_and_it_is_said(
        self, as_priya, libraries
    ):
        marking.mark(libraries.tom, libraries.sam, Kind.SPOKEN_TO, libraries.service)
        page = text(press(as_priya, libraries.sam, "not-now"))
        assert (
            "Tom spoke to Sam Okonkwo-Whitfield today. That stands, so nothing was "
            "changed." in page
        )
        assert TeamMark.objects.get().made_by == libraries.tom

    def test_that_it_takes_the_place_of_anothers_is_said(self, as_priya, libraries):
        marking.mark(libraries.tom, libraries.sam, Kind.NOT_NOW, libraries.service)
        page = text(press(as_priya, libraries.sam, "spoken-to"))
        assert "You spoke to Sam Okonkwo-Whitfield today." in page
        assert (
            "Tom noted “not now” for Sam Okonkwo-Whitfield today. Yours takes its "
            "place." in page
        )
        assert TeamMark.objects.get().made_by == libraries.priya

    def test_it_is_said_where_the_five_stand_and_not_at_the_head(
        self, as_priya, libraries
    ):
        for answer in (
            press(as_priya, libraries.sam, "not-now"),
            undo(as_priya, libraries.sam),
        ):
            page = text(answer)
            place = page.index('id="said-five"')
            assert answer.redirect_chain[0][0].endswith("#said-five")
            assert page.index('id="five"') < place
            assert page.count("soc-message") == 1
            assert page.index("soc-message") > place

    def test_from_the_page_of_the_person_one_stays_there(self, as_priya, libraries):
        there = reverse("team_person", args=["libraries", libraries.sam.pk])
        address = reverse("team_mark", args=["libraries", libraries.sam.pk])
        sent = {"kind": "spoken-to", "from": "person"}
        answer = as_priya.post(address, sent, follow=True)
        assert answer.redirect_chain[0][0].startswith(f"{there}?marked=")
        assert text(answer).count("You spoke to Sam Okonkwo-Whitfield today.") == 1
        answer = undo(as_priya, libraries.sam, **{"from": "person"})
        assert answer.redirect_chain[0][0] == f"{there}#said-five"
        assert "Taken back. Sam may be named again." in text(answer)

    def test_the_deputy_sees_it_and_can_undo_it(
        self, as_priya, client, sign_in, libraries
    ):
        press(as_priya, libraries.sam, "not-now")
        sign_in(client, libraries.tom)
        page = client.get("/team/libraries/").content.decode()
        assert "Priya noted “not now” for Sam Okonkwo-Whitfield today." in page
        undo(client, libraries.sam)
        assert not TeamMark.objects.exists()

    def test_the_address_holds_no_name(self, as_priya, libraries):
        answer = press(as_priya, libraries.sam, "not-now", follow=False)
        mark = TeamMark.objects.get()
        assert answer.url == f"/team/libraries/?marked={mark.pk}#said-five"

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
        assert "Priya noted today that you had a word." in page
        assert "Noted about you" not in (
            sign_in(client, libraries.tom).get("/me/record/").content.decode()
        )

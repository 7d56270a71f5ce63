"""One person of a team: what the page says, what it keeps to itself, who may look."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking
from champions.person_page import PersonPage
from learning import plans, progress
from people.models import User
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.champions.factories import TeamMarkFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Answering people well")


@pytest.fixture
def page(libraries, module):
    def page(viewer=libraries.priya):
        return PersonPage(viewer, libraries.service, libraries.sam)

    return page


@pytest.fixture
def open_it(client, sign_in, libraries, module):
    def open_it(viewer=libraries.priya, person=libraries.sam, slug="libraries"):
        sign_in(client, viewer)
        return client.get(reverse("team_person", args=[slug, person.pk]))

    return open_it


def text(response):
    return " ".join(response.content.decode().split())


class TestWhatItSays:
    def test_nothing_begun_is_no_failing(self, open_it):
        page = text(open_it())
        assert "Sam has begun nothing and was asked to do nothing." in page
        assert "That is no failing." in page

    def test_modules_with_their_days(self, page, libraries, module):
        at = timezone.now() - timedelta(days=40)
        progress.begin(libraries.sam, module, at)
        other = ModulePageFactory()
        CompletionFactory(person=libraries.sam, module=other)
        done, begun = page().modules
        assert (done.module, done.kind) == (other, "done")
        assert begun.state.words == "Step 1 of 3"
        assert begun.words.startswith("Began on ")

    def test_every_suggestion_and_how_it_ended(self, open_it, libraries, module):
        AssignmentFactory(
            person=libraries.sam,
            module=module,
            asked_by=libraries.tom,
            taken_back=True,
        )
        one = AssignmentFactory(
            person=libraries.sam, module=module, asked_by=libraries.priya
        )
        said = text(open_it())
        assert "Tom took it back today: “It can wait.”" in said
        assert "Priya suggested this today" in said
        assert reverse("team_withdraw", args=["libraries", one.pk]) in said

    def test_an_unpublished_module_stays_in_it_without_a_link(
        self, open_it, libraries, module
    ):
        CompletionFactory(person=libraries.sam, module=module)
        module.unpublish()
        said = text(open_it())
        assert "It is not published any more." in said
        assert f'href="{module.url}"' not in said

    def test_cafes_booked_and_attended(self, page, libraries, module):
        now = timezone.now()
        past = SessionFactory(
            starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=8)
        )
        BookingFactory(session=past, person=libraries.sam, status="attended")
        BookingFactory(person=libraries.sam)
        BookingFactory(person=libraries.sam, waiting=True)
        BookingFactory(person=libraries.sam, status="given-back")
        BookingFactory()
        said = [each.words for each in page().cafes]
        assert sorted(said) == ["Has a place", "On the waiting list", "Was there"]
        assert said[-1] == "Was there"

    def test_that_they_are_away_and_never_why(self, page, libraries):
        AbsenceFactory(person=libraries.sam)
        assert page().away.startswith("Away until ")

    def test_a_question_shows_to_those_whom_it_reached(self, open_it, libraries):
        asking.ask(libraries.sam, "Is a poster allowed?")
        assert "Is a poster allowed?" in text(open_it())
        assert "Is a poster allowed?" not in text(open_it(libraries.tom))

    def test_the_mark_on_them(self, open_it, libraries):
        TeamMarkFactory(person=libraries.sam, made_by=libraries.tom)
        assert "Tom spoke to Sam Okonkwo-Whitfield today." in text(open_it())

    def test_what_it_does_not_say_is_said(self, open_it):
        assert "not for you to see: plans, how they went" in text(open_it())

    def test_not_what_is_theirs_alone(self, open_it, libraries, module):
        User.objects.filter(pk=libraries.sam.pk).update(access_needs="A hearing loop")
        completion = CompletionFactory(person=libraries.sam, module=module)
        plans.write(completion.enrolment, "Read it aloud first.")
        progress.say_confidence(completion.enrolment, "before", 1)
        booking = BookingFactory(person=libraries.sam, hopes="To be braver")
        said = text(open_it())
        assert booking.session.cafe.title in said
        for private in ("hearing loop", "Read it aloud", "Not at all sure", "braver"):
            assert private not in said


class TestWhoMayLook:
    def test_those_who_look_after_them_may(self, open_it, libraries):
        trio = (libraries.priya, libraries.tom, libraries.bernadette, libraries.marcus)
        for viewer in trio:
            assert open_it(viewer).status_code == 200

    def test_nobody_else_may(self, open_it, libraries):
        beside = AppointmentFactory().person
        organiser = AppointmentFactory(service=libraries.council, organiser=True).person
        once = AppointmentFactory(service=libraries.council, ended=True).person
        root = PersonFactory(is_superuser=True)
        for viewer in (libraries.sam, beside, organiser, once, root):
            assert open_it(viewer, libraries.tom).status_code == 403

    def test_of_who_moved_away_nothing_is_told(self, open_it, libraries):
        elsewhere = PersonFactory().service
        User.objects.filter(pk=libraries.sam.pk).update(service=elsewhere)
        assert open_it().status_code == 404
        assert open_it(slug=elsewhere.slug).status_code == 403

    def test_in_another_team_of_the_same_champion_it_is_not_found(
        self, open_it, libraries
    ):
        other = AppointmentFactory(person=libraries.priya).service
        assert open_it(slug=other.slug).status_code == 404

    def test_nor_of_who_has_left_or_oneself(self, open_it, libraries):
        assert open_it(person=libraries.priya).status_code == 404
        gone = PersonFactory(service=libraries.service, left=True)
        assert open_it(person=gone).status_code == 404

    def test_it_is_kept_by_no_cache(self, open_it):
        assert "no-store" in open_it()["Cache-Control"]


def test_it_costs_the_same_for_one_as_for_ten(open_it, libraries, module):
    def add(count):
        for _number in range(count):
            asked = AssignmentFactory(person=libraries.sam, asked_by=PersonFactory())
            AssignmentFactory(
                person=libraries.sam, module=asked.module, taken_back=True
            )
            CompletionFactory(person=libraries.sam)
            BookingFactory(person=libraries.sam)

    assert_steady_queries(add, open_it)

"""One team: who is in it, what they have done, what waits; and who may look."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking
from champions.choice import Choice
from champions.narrowing import Show
from champions.team import PEOPLE_ON_A_PAGE, TeamPage, services_looked_after
from learning import progress
from learning.outline import outline_of
from people.models import User
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.champions.factories import TeamMarkFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


def row_of(person, page):
    return next(row for row in page.rows if row.person == person)


class TestWhoseTeamItIs:
    def test_it_is_said_in_a_sentence(self, libraries):
        page = TeamPage(libraries.priya, libraries.service)
        assert page.lede == (
            "Libraries: five people. You are champion, Tom Ashworth is deputy and "
            "Bernadette Oyelaran is the communications colleague."
        )

    def test_of_one_above_it_is_said_so(self, libraries):
        below = ServiceFactory(name="Compton hub", parent=libraries.service)
        page = TeamPage(libraries.priya, below)
        assert page.lede.startswith(
            "Compton hub: nobody yet. It has none of its own, so you are champion,"
        )
        assert page.lede.endswith(", for Libraries.")

    def test_nobody_appointed_is_said_too(self, libraries):
        alone = AppointmentFactory(access_team=True).person
        page = TeamPage(alone, ServiceFactory(name="Parks"))
        assert page.lede == (
            "Parks: nobody yet. Nobody is appointed to look after it yet."
        )

    def test_who_of_the_access_team_answers_where_there_is_nobody_else(self, libraries):
        parks = ServiceFactory(name="Parks")
        marcus = AppointmentFactory(access_team=True, service=parks).person
        AppointmentFactory(
            access_team=True, service=parks, person__name="Ayesha Bibi Khan"
        )
        assert TeamPage(marcus, parks).lede == (
            "Parks: nobody yet. It has no champion. Until it has, questions go to you "
            "and Ayesha Bibi Khan, of the digital access team."
        )

    def test_that_there_is_no_champion_is_said_beside_who_there_is(self, libraries):
        parks = ServiceFactory(name="Parks")
        AppointmentFactory(communications=True, service=parks, person__name="Ewan Ro")
        assert TeamPage(libraries.priya, parks).lede == (
            "Parks: nobody yet. It has no champion. Ewan Ro is the communications "
            "colleague."
        )

    def test_people_who_left_and_other_services_are_not_in_it(self, libraries, module):
        PersonFactory(service=libraries.service, left=True)
        PersonFactory()
        page = TeamPage(libraries.priya, libraries.service)
        assert page.size == len(page.rows) == 5

    def test_people_of_the_services_below_are_in_it(self, libraries, module):
        below = ServiceFactory(name="Compton hub", parent=libraries.service)
        person = PersonFactory(service=below)
        libraries.service.refresh_from_db()
        page = TeamPage(libraries.priya, libraries.service)
        assert row_of(person, page)
        assert [(b.service, b.people) for b in page.below] == [(below, "one person")]


class TestWhoHasDoneWhat:
    def test_each_state_is_in_words(self, libraries, module):
        other = ModulePageFactory()
        at = timezone.now() - timedelta(days=2)
        CompletionFactory(person=libraries.sam, module=module, at=at)
        enrolment = progress.begin(libraries.sam, other)
        row = row_of(libraries.sam, TeamPage(libraries.priya, libraries.service))
        done, begun = row.cells
        assert (done.kind, begun.kind) == ("done", "now")
        assert done.words.startswith("Finished ")
        assert begun.words == "Step 1 of 3"
        assert row.summary == "1 of 2 finished"
        assert enrolment.module == other

    def test_not_asked_is_quiet_and_counts_for_nothing(self, libraries, module):
        progress.begin(libraries.tom, module)
        row = row_of(libraries.sam, TeamPage(libraries.priya, libraries.service))
        assert row.cells[0].words == "Not asked"
        assert row.cells[0].is_quiet
        assert row.summary == "Nothing begun or asked"

    def test_asked_and_not_started_says_so(self, libraries, module):
        AssignmentFactory(person=libraries.sam, module=module)
        row = row_of(libraries.sam, TeamPage(libraries.priya, libraries.service))
        assert row.cells[0].words.startswith("Not started, asked on ")
        assert not row.cells[0].is_quiet
        assert row.summary == "0 of 1 finished"

    def test_all_finished_is_said(self, libraries, module):
        for each in (module, ModulePageFactory()):
            CompletionFactory(person=libraries.sam, module=each)
        ModulePageFactory()
        row = row_of(libraries.sam, TeamPage(libraries.priya, libraries.service))
        assert row.summary == "2 of 2 finished"

    def test_stopped_part_way_says_since_when(self, libraries, module):
        progress.begin(libraries.sam, module, timezone.now() - timedelta(days=40))
        row = row_of(libraries.sam, TeamPage(libraries.priya, libraries.service))
        assert row.cells[0].words.startswith("Step 1 of 3, since ")

    def test_a_question_shows_to_those_whom_it_reached(self, libraries, module):
        progress.begin(libraries.sam, module)
        asking.ask(libraries.sam, "Help", module=module)
        for viewer, words in (
            (libraries.priya, "Asked for help"),
            (libraries.tom, "Step 1 of 3"),
        ):
            row = row_of(libraries.sam, TeamPage(viewer, libraries.service))
            assert row.cells[0].words == words

    def test_it_is_in_name_order_and_so_many_on_a_page(self, libraries, module):
        for number in range(PEOPLE_ON_A_PAGE):
            PersonFactory(name=f"Z{number:03} Last", service=libraries.service)
        first = TeamPage(libraries.priya, libraries.service)
        names = [row.person.name for row in first.rows]
        assert names == sorted(names)
        assert len(names) == PEOPLE_ON_A_PAGE
        second = TeamPage(libraries.priya, libraries.service, Choice(page="2"))
        assert len(second.rows) == 5

    @pytest.mark.parametrize("number", ["0", "x", "99", ""])
    def test_a_page_that_is_not_there_gives_one_that_is(
        self, libraries, module, number
    ):
        choice = Choice(page=number)
        assert TeamPage(libraries.priya, libraries.service, choice).rows


class TestNarrowing:
    """Each way shows whom it says, and counts them."""

    @pytest.fixture
    def page(self, libraries, module):
        """Sam stopped long ago, Tom finished lately, Bernadette was asked; the others
        have not begun."""
        now = timezone.now()
        User.objects.update(joined_on=now.date() - timedelta(weeks=6))
        progress.begin(libraries.sam, module, now - timedelta(weeks=10))
        CompletionFactory(
            person=libraries.tom, module=module, at=now - timedelta(days=2)
        )
        AssignmentFactory(person=libraries.bernadette, module=module)

        def page(show=""):
            choice = Choice(show=Show.of(show))
            return TeamPage(libraries.priya, libraries.service, choice)

        return page

    @pytest.mark.parametrize(
        ("show", "names"),
        [
            ("stuck", ["Sam"]),
            ("finished", ["Tom"]),
            ("asked", ["Bernadette"]),
            ("quiet", ["Bernadette", "Marcus", "Priya", "Sam"]),
            ("", ["Bernadette", "Marcus", "Priya", "Sam", "Tom"]),
            ("nonsense", ["Bernadette", "Marcus", "Priya", "Sam", "Tom"]),
        ],
    )
    def test_it_shows_whom_it_says(self, page, show, names):
        assert [row.person.called for row in page(show).rows] == names

    def test_who_has_just_come_is_not_quiet(self, page, libraries):
        User.objects.filter(pk=libraries.marcus.pk).update(
            joined_on=timezone.localdate() - timedelta(weeks=6) + timedelta(days=1)
        )
        assert libraries.marcus not in [row.person for row in page("quiet").rows]

    def test_the_counts_are_what_is_shown(self, page):
        for show, number, _is_chosen, _address in page().people.ways:
            assert number == len(page(show).rows)

    def test_who_goes_on_has_not_stopped(self, page, libraries, module):
        enrolment = progress.begin(libraries.sam, module)
        progress.arrive(enrolment, outline_of(module).steps[0])
        assert not page("stuck").rows

    def test_what_was_asked_says_by_whom_and_why(self, page, libraries):
        (asked,) = page("asked").asked
        assert asked.assignment.person == libraries.bernadette

    def test_the_pages_of_a_long_list_stay_narrowed_down(
        self, client, sign_in, libraries, module
    ):
        for _number in range(PEOPLE_ON_A_PAGE):
            PersonFactory(service=libraries.service)
        User.objects.update(joined_on=timezone.localdate() - timedelta(weeks=6))
        sign_in(client, libraries.priya)
        page = client.get("/team/libraries/?show=quiet").content.decode()
        assert "?show=quiet&amp;page=2" in page
        assert "nobody need be asked to learn" in page

    def test_nobody_is_said_in_words(self, client, sign_in, libraries, module):
        sign_in(client, libraries.priya)
        page = client.get("/team/libraries/?show=stuck").content.decode()
        assert "Nobody has stopped part way." in page


class TestWhatWaits:
    def test_requests_are_those_that_the_viewer_may_answer(self, libraries):
        asking.ask(libraries.sam, "Help")
        elsewhere = PersonFactory()
        AppointmentFactory(person=libraries.priya, service=elsewhere.service)
        asking.ask(elsewhere, "Help there")
        page = TeamPage(libraries.priya, libraries.service)
        assert [request.words for request in page.requests] == ["Help"]
        assert page.requests_heading == "One request for help"
        assert not TeamPage(libraries.tom, libraries.service).requests

    def test_cafes_are_counted_not_named(self, libraries, site_skeleton):
        session = SessionFactory(hosts=[libraries.priya])
        BookingFactory(session=session, person=libraries.sam)
        BookingFactory(session=session, person=libraries.tom, waiting=True)
        BookingFactory(session=session)
        BookingFactory()
        page = TeamPage(libraries.priya, libraries.service)
        assert page.cafes == [
            (session, "You are hosting. Two coming, one from your team.")
        ]
        assert page.cafes[0][0] == session

    def test_a_session_to_which_somebody_goes_is_shown(self, libraries, site_skeleton):
        session = SessionFactory()
        BookingFactory(session=session, person=libraries.sam)
        page = TeamPage(libraries.priya, libraries.service)
        assert page.cafes == [(session, "One coming, one from your team.")]


class TestWhoMayLook:
    def open(self, client, sign_in, person, service):
        return sign_in(client, person).get(reverse("team", args=[service.slug]))

    def test_those_who_look_after_it_may(self, client, sign_in, libraries, module):
        trio = (libraries.priya, libraries.tom, libraries.bernadette, libraries.marcus)
        for person in trio:
            response = self.open(client, sign_in, person, libraries.service)
            assert response.status_code == 200

    def test_nobody_else_may(self, client, sign_in, libraries, site_skeleton):
        beside = AppointmentFactory().person
        below = AppointmentFactory(
            service=ServiceFactory(parent=libraries.service)
        ).person
        once = AppointmentFactory(service=libraries.council, ended=True).person
        organiser = AppointmentFactory(service=libraries.council, organiser=True).person
        root = PersonFactory(is_superuser=True)
        for person in (libraries.sam, beside, below, once, organiser, root):
            response = self.open(client, sign_in, person, libraries.service)
            assert response.status_code == 403
            assert "isn’t open to you" in response.content.decode()

    def test_one_service_is_gone_to_at_once(self, client, sign_in, libraries):
        response = sign_in(client, libraries.priya).get(reverse("team_home"))
        assert response.url == reverse("team", args=["libraries"])

    def test_of_several_one_chooses(self, client, sign_in, libraries, site_skeleton):
        other = AppointmentFactory(person=libraries.priya).service
        page = sign_in(client, libraries.priya).get(reverse("team_home"))
        assert reverse("team", args=[other.slug]) in page.content.decode()

    def test_one_below_another_is_not_listed_twice(self, libraries):
        below = ServiceFactory(parent=libraries.service)
        AppointmentFactory(person=libraries.priya, service=below)
        assert services_looked_after(libraries.priya) == [libraries.service]

    def test_who_looks_after_nobody_is_told_so(self, client, sign_in, libraries):
        response = sign_in(client, libraries.sam).get(reverse("team_home"))
        assert response.status_code == 403


def test_it_costs_the_same_for_one_as_for_ten(client, sign_in, libraries, module):
    sign_in(client, libraries.priya)
    other = ModulePageFactory()

    def add(count):
        for number in range(count):
            person = PersonFactory(service=libraries.service)
            CompletionFactory(person=person, module=module)
            progress.begin(person, other)
            AssignmentFactory(person=person, module=other)
            marked = PersonFactory(service=libraries.service)
            TeamMarkFactory(person=marked, made_by=libraries.tom)
            asking.ask(person, f"Help {number}", module=other)
            BookingFactory(
                session=SessionFactory(hosts=[libraries.priya]), person=person
            )
            ServiceFactory(parent=libraries.service)

    add(6)
    for show in Show.values:
        address = f"{reverse('team', args=['libraries'])}?show={show}"
        assert_steady_queries(add, lambda address=address: client.get(address))


def test_it_costs_the_same_for_one_module_as_for_ten(
    client, sign_in, libraries, module
):
    sign_in(client, libraries.priya)

    def add(count):
        for _number in range(count):
            added = ModulePageFactory()
            AssignmentFactory(person=libraries.sam, module=added)
            CompletionFactory(person=libraries.tom, module=added)

    assert_steady_queries(add, lambda: client.get(reverse("team", args=["libraries"])))

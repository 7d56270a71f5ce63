"""How services stand: gaps first, and who may see and take that away."""

from datetime import timedelta

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from champions import not_yet
from champions.coverage import Coverage, Lack
from champions.coverage_page import CoveragePage, without_a_champion
from champions.models import NotYet
from champions.permissions import can_see_coverage, coverage_seen_by
from people.models import Appointment, Service
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.learning.factories import CompletionFactory, EnrolmentFactory
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def days(number):
    return TODAY() + timedelta(days=number)


@pytest.fixture(autouse=True)
def nothing_counted_before():
    """What was counted is remembered for some minutes, and so for the next test."""
    cache.clear()


@pytest.fixture
def council():
    return ServiceFactory(name="Council", slug="council")


@pytest.fixture
def marcus(council):
    return AppointmentFactory(
        access_team=True, service=council, person__name="Marcus Bell"
    ).person


def service_with_people(name, parent, people=1):
    service = ServiceFactory(name=name, parent=parent)
    for _number in range(people):
        PersonFactory(service=service)
    return service


def looked_after(name, parent, **names):
    """A service with people and all that look after it, but those that are None."""
    service = service_with_people(name, parent)
    for role in Appointment.LOOKING_AFTER:
        if names.get(role.value, "") is not None:
            person = PersonFactory(name=names.get(role.value) or f"{role} {name}")
            AppointmentFactory(service=service, role=role, person=person)
    return service


def gaps(viewer):
    """What the board says of each service with a gap: {name: Gap}."""
    rows = CoveragePage(viewer).gap_rows
    return {row.standing.name: row.gap for row in rows}


def lacks(service):
    return Coverage().of(service).lacks


class TestNoChampion:
    def test_a_service_with_people_and_no_champion_is_a_gap(self, council, marcus):
        service_with_people("Parks", council, people=2)
        gap = gaps(marcus)["Parks"]
        assert gap.title == "No champion"
        assert gap.consequence == "Two people have nobody to ask but you."

    def test_one_with_a_champion_of_its_own_or_above_is_none(self, council):
        directorate = service_with_people("Places", council)
        parks = service_with_people("Parks", directorate)
        AppointmentFactory(service=directorate)
        assert Lack.NO_CHAMPION not in lacks(directorate)
        assert lacks(parks) == []

    def test_whoever_looks_after_it_from_above_is_told_with_their_service(
        self, council, marcus
    ):
        places = looked_after("Places", council, champion="Priya Raman")
        service_with_people("Parks", places)
        page = CoveragePage(marcus)
        row = next(r for r in page.covered_rows if r.standing.name == "Parks")
        assert row.holders[0][1] == "Priya Raman, for Places"

    def test_a_champion_of_before_or_who_is_gone_does_not_count(self, council, marcus):
        parks = service_with_people("Parks", council)
        AppointmentFactory(service=parks, person__name="Olga Former", ended=True)
        streets = service_with_people("Streets", council)
        AppointmentFactory(service=streets, person__is_active=False)
        told = gaps(marcus)
        assert set(told) == {"Parks", "Streets"}
        assert told["Parks"].title.startswith("No champion since ")
        assert told["Parks"].consequence.startswith("Olga Former was champion.")

    def test_services_without_people_and_of_others_are_left_out(self, council, marcus):
        ServiceFactory(name="Empty", parent=council)
        service_with_people("Wards", ServiceFactory(name="Hospital"))
        assert gaps(marcus) == {}
        assert [s.name for s in CoveragePage(marcus).nobody] == ["Council", "Empty"]

    def test_it_counts_those_below_whom_a_champion_there_would_help(
        self, council, marcus
    ):
        streets = service_with_people("Streets", council, people=2)
        service_with_people("Bin crews", streets, people=3)
        looked_after("Sweepers", streets)
        assert gaps(marcus)["Streets"].standing.concerned == 5

    def test_a_deputy_who_answers_is_named(self, council, marcus):
        parks = service_with_people("Parks", council)
        AppointmentFactory(service=parks, deputy=True, person__name="Tom Ashworth")
        assert "Tom Ashworth answers as deputy." in gaps(marcus)["Parks"].consequence


class TestDeputiesAndWhatIsComing:
    def test_a_champion_away_without_a_deputy_says_from_when(self, council, marcus):
        parks = looked_after("Parks", council, champion="Gethin", deputy=None)
        assert lacks(parks) == [Lack.NO_DEPUTY]
        gethin = parks.appointments.get(role="champion").person
        AbsenceFactory(person=gethin, starts_on=days(13), ends_on=days(27))
        assert lacks(parks) == [Lack.AWAY_WITHOUT_DEPUTY]
        gap = gaps(marcus)["Parks"]
        assert gap.title == "No deputy"
        assert gap.consequence.startswith("Gethin is champion and is away from ")
        assert "one person has nobody to ask then but you" in gap.consequence

    def test_whoever_has_a_champion_above_needs_no_deputy(self, council):
        places = looked_after("Places", council)
        parks = looked_after("Parks", places, deputy=None)
        Appointment.objects.filter(service=places, role="deputy").delete()
        assert lacks(parks) == []
        assert lacks(places) == [Lack.NO_DEPUTY]

    def test_a_champion_who_ends_soon_is_a_gap_until_somebody_follows(
        self, council, marcus
    ):
        parks = looked_after("Parks", council)
        parks.appointments.filter(role="champion").update(ends_on=days(20))
        assert gaps(marcus)["Parks"].title.startswith("Champion until ")
        AppointmentFactory(service=parks, starts_on=days(21))
        assert lacks(parks) == []

    def test_so_is_one_who_leaves(self, council):
        parks = looked_after("Parks", council)
        champion = parks.appointments.get(role="champion").person
        champion.left_on = days(5)
        champion.save()
        assert lacks(parks) == [Lack.CHAMPION_ENDS]

    @pytest.mark.parametrize(
        ("role", "lack"),
        [
            ("deputy", Lack.DEPUTY_ENDS),
            ("communications", Lack.COMMUNICATIONS_ENDS),
        ],
    )
    def test_so_are_the_others(self, council, marcus, role, lack):
        parks = looked_after("Parks", council)
        parks.appointments.filter(role=role).update(ends_on=days(3))
        assert lacks(parks) == [lack]
        assert "ends then" in gaps(marcus)["Parks"].consequence

    def test_who_goes_in_a_year_is_none_yet(self, council):
        parks = looked_after("Parks", council)
        parks.appointments.update(ends_on=days(300))
        assert lacks(parks) == []

    def test_without_a_communications_colleague_it_says_what_for(self, council, marcus):
        looked_after("Parks", council, communications=None, deputy=None)
        consequence = gaps(marcus)["Parks"].consequence
        assert "Also: no communications colleague." in consequence

    def test_what_presses_most_stands_first(self, council, marcus):
        looked_after("Archives", council, communications=None)
        looked_after("Baths", council, deputy=None)
        service_with_people("Parks", council)
        assert list(gaps(marcus)) == ["Parks", "Baths", "Archives"]


class TestNotYet:
    def test_what_is_not_to_begin_yet_is_no_gap(self, council, marcus):
        parks = service_with_people("Parks", council)
        below = service_with_people("Rangers", parks)
        not_yet.say(parks, "They move house", by=marcus)
        page = CoveragePage(marcus)
        assert [s.name for s in page.not_yet] == ["Parks"]
        assert list(gaps(marcus)) == ["Rangers"]
        assert not_yet.take_back(parks, NotYet.objects.get().pk)
        not_yet.say(parks, "They move house", by=marcus, with_below=True)
        assert Coverage().of(below).state == "not-yet"

    def test_it_counts_no_more_where_somebody_is_champion(self, council, marcus):
        not_yet.say(council, "In spring", by=marcus, with_below=True)
        parks = service_with_people("Parks", council)
        rangers = service_with_people("Rangers", parks)
        AppointmentFactory(service=parks)
        standing = Coverage().of(rangers)
        assert (standing.state, standing.not_yet) == ("covered", None)

    def test_after_its_last_day_it_is_a_gap_again_and_can_be_said_anew(
        self, council, marcus
    ):
        parks = service_with_people("Parks", council)
        not_yet.say(parks, "In spring", by=marcus, until=days(-1), on=days(-9))
        assert "Parks" in gaps(marcus)
        not_yet.say(parks, "In summer", by=marcus)
        assert gaps(marcus) == {}

    def test_two_do_not_say_two_things(self, council, marcus):
        parks = service_with_people("Parks", council)
        not_yet.say(parks, "In spring", by=marcus)
        with pytest.raises(not_yet.NotSaid, match="Marcus Bell has said so already"):
            not_yet.say(parks, "In summer", by=marcus)
        assert NotYet.objects.get().because == "In spring"

    def test_where_somebody_is_champion_it_cannot_be_said(self, council, marcus):
        parks = AppointmentFactory(person__name="Joe", service__parent=council).service
        with pytest.raises(not_yet.NotSaid, match="Joe is champion"):
            not_yet.say(parks, "In spring", by=marcus)

    def test_it_is_said_and_taken_back_on_the_board(
        self, client, sign_in, site_skeleton, council, marcus
    ):
        parks = service_with_people("Parks", council)
        sign_in(client, marcus)
        url = reverse("coverage_not_yet", args=[parks.slug])
        wrong = client.post(url, {"because": "", "until_0": "3"}).content.decode()
        assert "Write why" in wrong
        assert 'value="3"' in wrong
        page = client.post(url, {"because": "They move"}, follow=True).content.decode()
        assert "Parks: not yet, and so no gap." in page
        back = reverse("coverage_not_yet_take_back", args=[parks.slug])
        number = {"number": NotYet.objects.get().pk}
        page = client.post(back, number, follow=True).content.decode()
        assert "Taken back. Parks counts again." in page
        page = client.post(back, number, follow=True).content.decode()
        assert "Nothing was changed" in page
        assert (
            "was taken back already"
            in client.post(back, {"number": "²"}, follow=True).content.decode()
        )


class TestWhoSees:
    def test_who_may_is_the_same_one_by_one_and_for_many(self, council, marcus):
        parks = service_with_people("Parks", council)
        elsewhere = service_with_people("Wards", ServiceFactory(name="Hospital"))
        priya = AppointmentFactory(service=council).person
        former = AppointmentFactory(
            access_team=True, service=council, ended=True
        ).person
        for viewer in (marcus, priya, former):
            paths = coverage_seen_by(viewer)
            for service in (council, parks, elsewhere):
                one = any(service.path.startswith(path) for path in paths)
                assert can_see_coverage(viewer, service) == one
        assert coverage_seen_by(priya) == coverage_seen_by(former) == []

    def test_nobody_else_is_shown_any(self, client, sign_in, site_skeleton, council):
        priya = AppointmentFactory(service=council).person
        AppointmentFactory(person=priya)
        sign_in(client, priya)
        assert without_a_champion(priya) is None
        for name in ("coverage", "coverage_file", "coverage_history"):
            assert client.get(reverse(name)).status_code == 403
        page = client.get(reverse("team_home")).content.decode()
        assert "champion" not in page.split("<main")[1].split("</main")[0]
        assert reverse("coverage") not in page

    def test_my_team_leads_to_the_board_and_does_not_say_it_twice(
        self, client, sign_in, site_skeleton, council, marcus
    ):
        service_with_people("Parks", council)
        service_with_people("Streets", council)
        page = sign_in(client, marcus).get(reverse("team_home")).content.decode()
        main = page.split("<main")[1].split("</main")[0]
        assert "Two services without a champion" in main
        assert reverse("coverage") in main
        assert "Parks" not in main

    def test_there_is_a_way_to_appoint_for_who_may(
        self, client, sign_in, site_skeleton, council, marcus
    ):
        parks = service_with_people("Parks", council)
        sign_in(client, marcus)
        appoint = reverse("coverage_appoint", args=[parks.slug, "champion"])
        assert appoint not in client.get(reverse("coverage")).content.decode()
        assert client.get(appoint).status_code == 403
        marcus.is_superuser = True
        marcus.save()
        assert appoint in client.get(reverse("coverage")).content.decode()
        assert client.get(appoint).status_code == 200


class TestTheBoard:
    @pytest.fixture
    def board(self, client, sign_in, site_skeleton, marcus):
        sign_in(client, marcus)

        def board(**asked):
            page = client.get(reverse("coverage"), asked)
            main = BeautifulSoup(page.content, "html.parser").main
            return " ".join(main.get_text(" ", strip=True).split())

        return board

    def test_it_says_first_how_many_have_a_gap(self, board, council):
        service_with_people("Parks", council)
        looked_after("Streets", council)
        page = board()
        assert "One of 3 services has a gap." in page
        assert page.index("Parks") < page.index("One that is covered")

    def test_with_no_gap_and_with_no_service_it_says_so(self, board, council):
        looked_after("Streets", council)
        assert "No service has a gap: everybody has somebody to ask." in board()
        assert "Of no service" in board(show="not-yet")

    def test_it_can_be_narrowed_to_an_organisation(self, board, council, marcus):
        hospital = ServiceFactory(name="Hospital", slug="hospital")
        AppointmentFactory(access_team=True, service=hospital, person=marcus)
        service_with_people("Wards", hospital)
        service_with_people("Parks", council)
        assert "Wards" not in board(**{"in": "council"})
        assert "Parks" in board(**{"in": "no-such-place", "show": "nonsense"})
        service_with_people("Calm", council)
        looked_after("Whole", hospital)
        assert "Parks" not in board(**{"in": "hospital", "show": "gaps"})

    def test_began_finished_and_the_next_cafe_count_those_below(
        self, marcus, council, site_skeleton
    ):
        parks = service_with_people("Parks", council, people=0)
        rangers = service_with_people("Rangers", parks)
        finisher = PersonFactory(service=rangers)
        CompletionFactory(person=finisher)
        EnrolmentFactory(person=rangers.people.first())
        session = SessionFactory()
        BookingFactory(session=session, person=finisher)
        BookingFactory(session=SessionFactory(cancelled=True), person=finisher)
        rows = {row.standing.name: row for row in CoveragePage(marcus).all_rows}
        for name in ("Parks", "Rangers"):
            row = rows[name]
            assert (row.began, row.finished) == ("2 of 2", "1 of 2")
            assert row.next_cafe == session.starts_at

    def test_hundreds_are_told_page_by_page(self, board, council):
        for number in range(8):
            service_with_people(f"Service {number}", council)
        page = board()
        assert "Show all 8 with a gap" in page
        assert page.count("No champion") == 6
        assert board(show="gaps").count("No champion") == 8

    def test_nothing_is_said_to_be_well_where_every_service_has_a_gap(
        self, board, council
    ):
        PersonFactory(service=council)
        service_with_people("Parks", council)
        page = board()
        assert "Every service has a gap: the most pressing are first." in page
        assert "as it should be" not in page

    def test_the_picture_says_in_words_what_it_draws(self, board, council):
        service_with_people("Parks", council)
        looked_after("Streets", council)
        assert "One with a gap, one covered, one without people." in board()

    def test_the_file_is_safe_against_formulas(self, client, board, council):
        service_with_people("=HYPERLINK(1)", council)
        answer = client.get(reverse("coverage_file"))
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Organisation,Service,Within")
        assert any("'=HYPERLINK" in line for line in lines)
        assert "coverage-" in answer.headers["Content-Disposition"]

    def test_it_costs_the_same_for_forty_services(self, client, board, council, marcus):
        AppointmentFactory(service=council, person=marcus, communications=True)

        def add(count):
            for number in range(count * 2):
                parent = Service.objects.get(pk=council.pk)
                service_with_people(f"Gap {number}", parent)
                alone = looked_after(f"Alone {number}", parent, deputy=None)
                looked_after(f"Whole {number}", parent)
                waiting = service_with_people(f"Later {number}", parent)
                not_yet.say(waiting, "In spring", by=marcus)
                holder = alone.appointments.get(role="champion").person
                AbsenceFactory(person=holder)

        assert_steady_queries(add, lambda: client.get(reverse("coverage")))

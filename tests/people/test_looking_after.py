"""Who helps whom, on which day."""

import datetime

import pytest

from people.looking_after import (
    away_until,
    is_away,
    team_of,
    who_administers,
    who_helps,
)
from people.models import Appointment
from tests.people.factories import (
    AbsenceFactory,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 11, 23)
Role = Appointment.Role


def days(number):
    return MONDAY + datetime.timedelta(days=number)


@pytest.fixture
def council():
    return ServiceFactory(name="Aireford City Council")


@pytest.fixture
def libraries(council):
    return ServiceFactory(name="Libraries", parent=council)


@pytest.fixture
def branch(libraries):
    return ServiceFactory(name="Compton", parent=libraries)


@pytest.fixture
def sam(branch):
    return PersonFactory(name="Sam Okonkwo", service=branch)


@pytest.fixture
def priya(libraries):
    person = PersonFactory(name="Priya Raman", service=libraries)
    AppointmentFactory(person=person, service=libraries, starts_on=days(-300))
    return person


@pytest.fixture
def tom(libraries):
    person = PersonFactory(name="Tom Ashworth", service=libraries)
    AppointmentFactory(
        person=person, service=libraries, deputy=True, starts_on=days(-300)
    )
    return person


@pytest.fixture
def ines(council):
    person = PersonFactory(name="Ines Moreau", service=council)
    AppointmentFactory(
        person=person, service=council, access_team=True, starts_on=days(-300)
    )
    return person


class TestWhoHelps:
    def test_the_champion_of_the_nearest_service_above(self, sam, priya, council):
        AppointmentFactory(service=council, starts_on=days(-300))
        helper = who_helps(sam, MONDAY)
        assert helper.person == priya
        assert helper.stands_in_for is None
        assert helper.sentence == "Priya is your digital champion, for Libraries."

    def test_the_deputy_while_the_champion_is_away(self, sam, priya, tom):
        AbsenceFactory(person=priya, starts_on=days(-1), ends_on=days(8))
        helper = who_helps(sam, MONDAY)
        assert (helper.person, helper.role) == (tom, Role.DEPUTY)
        assert helper.stands_in_for == priya
        assert helper.back_on == days(9)
        assert helper.sentence == (
            "Priya is away until Tuesday 1 December. "
            "Tom, the deputy, answers you until then."
        )

    def test_the_champion_again_on_the_day_they_are_back(self, sam, priya, tom):
        AbsenceFactory(person=priya, starts_on=days(-1), ends_on=days(8))
        assert who_helps(sam, days(8)).person == tom
        assert who_helps(sam, days(9)).person == priya

    def test_further_up_when_both_are_away(self, sam, priya, tom, council):
        above = AppointmentFactory(service=council, starts_on=days(-300))
        for person in (priya, tom):
            AbsenceFactory(person=person, starts_on=MONDAY, ends_on=days(2))
        helper = who_helps(sam, MONDAY)
        assert helper.person == above.person
        assert helper.stands_in_for == priya

    def test_the_digital_access_team_at_last(self, sam, ines):
        helper = who_helps(sam, MONDAY)
        assert (helper.person, helper.role) == (ines, Role.ACCESS_TEAM)
        assert helper.sentence == "Ines, of the digital access team, answers you."

    def test_a_champion_further_up_comes_before_an_access_team_nearby(
        self, sam, council, branch
    ):
        AppointmentFactory(service=branch, access_team=True, starts_on=days(-300))
        champion = AppointmentFactory(service=council, starts_on=days(-300))
        assert who_helps(sam, MONDAY).person == champion.person

    def test_anyone_of_the_access_team_for_a_person_without_a_service(self, ines):
        assert who_helps(PersonFactory(service=None), MONDAY).person == ines

    def test_nobody_when_nobody_is_appointed(self, sam):
        assert who_helps(sam, MONDAY) is None

    def test_nobody_is_their_own_helper(self, priya, tom):
        assert who_helps(priya, MONDAY).person == tom

    def test_an_appointment_that_is_over_or_to_come_does_not_count(
        self, sam, libraries, tom
    ):
        AppointmentFactory(service=libraries, starts_on=days(-300), ends_on=days(-1))
        AppointmentFactory(service=libraries, starts_on=days(1))
        assert who_helps(sam, MONDAY).person == tom

    def test_somebody_whose_account_is_closed_does_not_help(self, sam, priya, tom):
        priya.is_active = False
        priya.save()
        assert who_helps(sam, MONDAY).person == tom

    def test_costs_the_same_in_a_deep_tree(
        self, sam, priya, tom, ines, django_assert_num_queries
    ):
        sam.refresh_from_db()
        sam.service  # noqa: B018 (fetched beforehand)
        with django_assert_num_queries(2):
            who_helps(sam, MONDAY)


class TestTeam:
    def test_is_of_the_nearest_service_with_a_champion(self, branch, libraries, priya):
        team = team_of(branch, MONDAY)
        assert (team.champion, team.service, team.inherited) == (
            priya,
            libraries,
            True,
        )

    def test_is_its_own_where_it_has_one(self, libraries, priya, tom):
        team = team_of(libraries, MONDAY)
        assert (team.champion, team.deputy, team.inherited) == (priya, tom, False)

    def test_does_not_mix_a_champion_with_a_deputy_from_further_up(
        self, libraries, priya, council
    ):
        AppointmentFactory(service=council, deputy=True, starts_on=days(-300))
        assert team_of(libraries, MONDAY).deputy is None

    def test_takes_the_communications_colleague_from_wherever_nearest(
        self, libraries, priya, council
    ):
        held = AppointmentFactory(
            service=council, communications=True, starts_on=days(-300)
        )
        assert team_of(libraries, MONDAY).communications == held.person

    def test_of_a_service_that_nobody_looks_after_is_empty(self, branch):
        team = team_of(branch, MONDAY)
        assert (team.champion, team.service, team.inherited) == (None, branch, False)


class TestAway:
    def test_first_and_last_day_are_included(self, sam):
        AbsenceFactory(person=sam, starts_on=MONDAY, ends_on=days(4))
        assert not is_away(sam, days(-1))
        assert is_away(sam, MONDAY)
        assert is_away(sam, days(4))
        assert not is_away(sam, days(5))

    def test_absences_that_touch_or_overlap_are_one(self, sam):
        AbsenceFactory(person=sam, starts_on=days(-3), ends_on=days(1))
        AbsenceFactory(person=sam, starts_on=days(0), ends_on=days(4))
        AbsenceFactory(person=sam, starts_on=days(5), ends_on=days(6))
        AbsenceFactory(person=sam, starts_on=days(8), ends_on=days(9))
        assert away_until(sam, MONDAY) == days(6)

    def test_a_short_one_inside_a_long_one_does_not_cut_it(self, sam):
        AbsenceFactory(person=sam, starts_on=days(-3), ends_on=days(9))
        AbsenceFactory(person=sam, starts_on=days(0), ends_on=days(1))
        assert away_until(sam, MONDAY) == days(9)

    def test_days_to_come_are_not_now(self, sam):
        AbsenceFactory(person=sam, starts_on=days(1), ends_on=days(4))
        assert away_until(sam, MONDAY) is None


def test_the_digital_access_team_administers_not_the_champion(sam, priya, ines):
    assert who_administers(sam, MONDAY).person == ines

"""Giving roles and ending them."""

import datetime
import threading

from django.db import connections

import pytest

from people import appointing
from people.models import Appointment
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

TODAY = datetime.date(2026, 11, 23)
Role = Appointment.Role


def days(number):
    return TODAY + datetime.timedelta(days=number)


@pytest.fixture
def service(db):
    return ServiceFactory(name="Libraries")


@pytest.fixture
def priya(service):
    return PersonFactory(name="Priya Raman", service=service)


@pytest.fixture
def tom(service):
    return PersonFactory(name="Tom Ashworth", service=service)


class TestAppoint:
    def test_a_new_champion_ends_the_former_the_day_before(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-100))
        appointing.appoint(tom, Role.CHAMPION, service, days(7))
        former.refresh_from_db()
        assert former.ends_on == days(6)
        for day in (days(6), days(7)):
            held = service.appointments.current(day).in_role(Role.CHAMPION)
            assert held.count() == 1

    def test_a_champion_who_begins_later_is_in_the_way(self, service, priya, tom):
        appointing.appoint(priya, Role.CHAMPION, service, days(10))
        with pytest.raises(appointing.ChampionsOverlap) as refusal:
            appointing.appoint(tom, Role.CHAMPION, service, days(0))
        assert "Priya Raman becomes champion of Libraries" in str(refusal.value)
        assert not tom.appointments.exists()

    def test_a_champion_for_the_time_before_is_not(self, service, priya, tom):
        appointing.appoint(priya, Role.CHAMPION, service, days(10))
        appointing.appoint(tom, Role.CHAMPION, service, days(0), days(9))
        assert tom.appointments.get().ends_on == days(9)

    def test_two_champions_on_one_first_day_are_refused(self, service, priya, tom):
        appointing.appoint(priya, Role.CHAMPION, service, TODAY)
        with pytest.raises(appointing.ChampionsOverlap):
            appointing.appoint(tom, Role.CHAMPION, service, TODAY)

    def test_champions_of_other_services_stay(self, service, priya, tom):
        other = AppointmentFactory(service=ServiceFactory(parent=service))
        appointing.appoint(tom, Role.CHAMPION, service, TODAY)
        other.refresh_from_db()
        assert other.ends_on is None

    def test_there_may_be_several_deputies(self, service, priya, tom):
        appointing.appoint(priya, Role.DEPUTY, service, TODAY)
        appointing.appoint(tom, Role.DEPUTY, service, TODAY)
        assert service.appointments.current(TODAY).count() == 2

    def test_the_same_role_twice_is_refused(self, service, priya):
        appointing.appoint(priya, Role.DEPUTY, service, TODAY, days(10))
        with pytest.raises(appointing.AlreadyAppointed):
            appointing.appoint(priya, Role.DEPUTY, service, days(10))
        appointing.appoint(priya, Role.DEPUTY, service, days(11))

    def test_a_last_day_before_the_first_is_refused(self, service, priya):
        with pytest.raises(appointing.EndsBeforeItStarts):
            appointing.appoint(priya, Role.DEPUTY, service, TODAY, days(-1))

    def test_somebody_who_will_have_left_is_refused(self, service, priya):
        priya.left_on = days(5)
        with pytest.raises(appointing.HasLeft):
            appointing.appoint(priya, Role.DEPUTY, service, days(5))

    def test_begins_today_and_stays_open_unless_told_otherwise(self, service, priya):
        held = appointing.appoint(priya, Role.DEPUTY, service)
        assert held in Appointment.objects.current()
        assert held.ends_on is None


class TestEnd:
    def test_the_day_is_the_last(self, service, priya):
        held = appointing.appoint(priya, Role.DEPUTY, service, days(-9))
        appointing.end(held, TODAY)
        assert held in Appointment.objects.current(TODAY)
        assert held not in Appointment.objects.current(days(1))

    def test_one_that_would_not_have_begun_never_was(self, service, priya):
        held = appointing.appoint(priya, Role.DEPUTY, service, days(9))
        assert appointing.end(held, TODAY) is None
        assert not priya.appointments.exists()

    def test_one_that_is_over_is_not_made_longer(self, service, priya):
        held = appointing.appoint(priya, Role.DEPUTY, service, days(-9), days(-1))
        with pytest.raises(appointing.AlreadyEnded):
            appointing.end(held, TODAY)


class TestTakingAChampionBack:
    """An appointment that has not begun is taken back: it never was."""

    def taken_back(self, held, *former):
        appointing.end(held, held.starts_on - datetime.timedelta(days=1))
        for one in former:
            one.refresh_from_db()

    def test_the_former_goes_on(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-100))
        self.taken_back(
            appointing.appoint(tom, Role.CHAMPION, service, days(7)), former
        )
        assert former.ends_on is None

    def test_until_the_next_champion_begins(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-100))
        held = appointing.appoint(tom, Role.CHAMPION, service, days(7))
        appointing.appoint(PersonFactory(), Role.CHAMPION, service, days(20))
        self.taken_back(held, former)
        assert former.ends_on == days(19)

    def test_until_the_day_on_which_the_former_leaves(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-100))
        priya.left_on = days(30)
        priya.save()
        self.taken_back(
            appointing.appoint(tom, Role.CHAMPION, service, days(7)), former
        )
        assert former.ends_on == days(29)

    def test_one_who_has_left_by_then_does_not(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-100), days(6))
        priya.left_on = days(7)
        priya.save()
        self.taken_back(
            appointing.appoint(tom, Role.CHAMPION, service, days(7)), former
        )
        assert former.ends_on == days(6)

    def test_a_deputy_brings_no_champion_back(self, service, priya, tom):
        former = appointing.appoint(priya, Role.CHAMPION, service, days(-9), days(6))
        self.taken_back(appointing.appoint(tom, Role.DEPUTY, service, days(7)), former)
        assert former.ends_on == days(6)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "not __import__('django.db').db.connection.features.has_select_for_update",
    reason="SQLite has one writer at a time",
)
def test_two_administrators_at_once_make_one_champion():
    service = ServiceFactory()
    people = [PersonFactory(service=service) for _number in range(6)]
    barrier = threading.Barrier(len(people))
    outcomes = []

    def appoint(person):
        barrier.wait()
        try:
            appointing.appoint(person, Role.CHAMPION, service, TODAY)
            outcomes.append("appointed")
        except appointing.ChampionsOverlap:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=appoint, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["appointed"] + ["refused"] * 5
    assert service.appointments.count() == 1

"""Handing over in one sitting: who may, what moves, and that nothing moves by half."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

import pytest

from cafes import one_to_one
from champions import asking, handover
from champions.handover import Handover, Holding, Kind
from champions.handover_forms import WhoForm
from champions.models import HelpRequest
from champions.permissions import can_hand_over, handed_over_by, may_name_follower
from pages.models import Message
from people.appointing import NotAppointed
from people.models import Absence, Appointment, User
from tests.cafes.factories import SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

Role = Appointment.Role


@pytest.fixture
def marcus(libraries):
    """One of the digital access team, who may appoint in the admin, too."""
    libraries.marcus.user_permissions.add(
        *Permission.objects.filter(codename__in=["add_appointment", "change_user"])
    )
    return User.objects.get(pk=libraries.marcus.pk)


@pytest.fixture
def held(libraries):
    """Priya's appointment as champion of Libraries."""
    return libraries.priya.appointments.get()


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def champion_of(service, on):
    return Appointment.objects.current(on).in_role(Role.CHAMPION).get(service=service)


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("recipient", flat=True))


class TestWhoMay:
    def test_one_arranges_ones_own_and_the_access_team_that_of_others(self, libraries):
        stranger = AppointmentFactory(role=Role.ACCESS_TEAM).person
        everybody = [*User.objects.all()]
        for viewer in everybody:
            allowed = {one for one in everybody if can_hand_over(viewer, one)}
            assert allowed == set(handed_over_by(viewer))
        assert can_hand_over(libraries.priya, libraries.priya)
        assert can_hand_over(libraries.marcus, libraries.priya)
        assert not can_hand_over(libraries.priya, libraries.tom)
        assert not can_hand_over(stranger, libraries.priya)

    def test_a_champion_names_the_deputy_and_nobody_else(self, libraries, held):
        assert may_name_follower(libraries.priya, held, libraries.tom)
        assert not may_name_follower(libraries.priya, held, libraries.sam)
        assert not may_name_follower(libraries.priya, held, libraries.priya)

    def test_the_deputy_of_another_service_is_nobody_to_name(self, libraries, held):
        other = AppointmentFactory(role=Role.DEPUTY).person
        assert not may_name_follower(libraries.priya, held, other)

    def test_the_access_team_names_whom_it_may_appoint(self, libraries, held, marcus):
        assert may_name_follower(marcus, held, libraries.sam)
        # Nobody appoints themselves.
        assert not may_name_follower(marcus, held, marcus)


class TestHandingARoleOn:
    def test_the_deputy_follows_on_the_day_and_is_deputy_no_more(self, libraries, held):
        day = in_days(10)
        chosen = Handover(
            libraries.priya, Kind.ROLES, day, followers={held.pk: libraries.tom}
        )
        handover.arrange(chosen, libraries.priya)
        before = champion_of(libraries.service, in_days(9))
        assert before.person == libraries.priya
        assert champion_of(libraries.service, day).person == libraries.tom
        deputies = Appointment.objects.current(day).in_role(Role.DEPUTY)
        assert not deputies.filter(person=libraries.tom).exists()

    def test_done_twice_it_is_as_done_once(self, libraries, held):
        chosen = Handover(
            libraries.priya, Kind.ROLES, in_days(3), followers={held.pk: libraries.tom}
        )
        handover.arrange(chosen, libraries.priya)
        rows = list(Appointment.objects.values_list())
        # Anew, as a second press would read it.
        again = Handover(
            libraries.priya, Kind.ROLES, in_days(3), followers={held.pk: libraries.tom}
        )
        handover.arrange(again, libraries.priya)
        assert list(Appointment.objects.values_list()) == rows

    def test_anybody_else_is_suggested_to_the_access_team(self, libraries, held):
        chosen = Handover(
            libraries.priya, Kind.ROLES, in_days(3), followers={held.pk: libraries.sam}
        )
        handover.arrange(chosen, libraries.priya)
        assert not libraries.sam.appointments.exists()
        message = Message.objects.get(kind="champions.handing-over")
        assert message.recipient == libraries.marcus
        assert message.about["suggested"] == libraries.sam.pk

    def test_a_role_that_is_kept_stays(self, libraries, held):
        other = AppointmentFactory(person=libraries.priya, service=libraries.council)
        chosen = Handover(
            libraries.priya, Kind.ROLES, in_days(0), kept=frozenset([other.pk])
        )
        handover.arrange(chosen, libraries.priya)
        current = libraries.priya.appointments.current(in_days(0))
        assert [one.pk for one in current] == [other.pk]

    def test_open_questions_go_along_at_once_where_it_is_today(self, libraries, held):
        asked = asking.ask(libraries.sam, "Where do I begin?")
        chosen = Handover(
            libraries.priya, Kind.ROLES, in_days(0), followers={held.pk: libraries.tom}
        )
        handover.arrange(chosen, libraries.priya)
        asked.refresh_from_db()
        assert asked.with_person == libraries.tom
        assert asked.with_role == Role.CHAMPION

    def test_and_on_the_day_where_it_is_later(self, libraries, held):
        asked = asking.ask(libraries.sam, "Where do I begin?")
        chosen = Handover(
            libraries.priya, Kind.ROLES, in_days(5), followers={held.pk: libraries.tom}
        )
        handover.arrange(chosen, libraries.priya)
        asked.refresh_from_db()
        assert asked.with_person == libraries.priya
        asking.send_on_all(timezone.now() + timedelta(days=5))
        asked.refresh_from_db()
        assert asked.with_person == libraries.tom

    def test_nothing_moves_where_one_thing_cannot(self, libraries, held, marcus):
        session = SessionFactory(hosts=[libraries.priya])
        leaver = PersonFactory(left_on=in_days(2))
        chosen = Handover(
            libraries.priya,
            Kind.ROLES,
            in_days(5),
            followers={held.pk: leaver},
            hosts={session.pk: libraries.tom},
        )
        with pytest.raises(NotAppointed):
            handover.arrange(chosen, marcus)
        assert list(session.hosts.all()) == [libraries.priya]
        assert champion_of(libraries.service, in_days(6)).person == libraries.priya


class TestBeingAway:
    def test_days_and_hosting_are_arranged_together(self, libraries):
        within = SessionFactory(hosts=[libraries.priya])
        after = SessionFactory(
            hosts=[libraries.priya], starts_at=timezone.now() + timedelta(days=60)
        )
        chosen = Handover(
            libraries.priya,
            Kind.AWAY,
            in_days(2),
            in_days(20),
            hosts={within.pk: libraries.tom},
        )
        assert chosen.holding.sessions == [within]
        handover.arrange(chosen, libraries.priya)
        assert list(within.hosts.all()) == [libraries.tom]
        assert list(after.hosts.all()) == [libraries.priya]
        away = Absence.objects.get(person=libraries.priya)
        assert (away.starts_on, away.ends_on) == (in_days(2), in_days(20))

    def test_open_questions_go_to_the_deputy_from_today(self, libraries):
        asked = asking.ask(libraries.sam, "Where do I begin?")
        chosen = Handover(libraries.priya, Kind.AWAY, in_days(0), in_days(3))
        handover.arrange(chosen, libraries.priya)
        asked.refresh_from_db()
        assert asked.with_person == libraries.tom

    def test_without_a_deputy_the_access_team_names_one_for_the_time(
        self, libraries, held, marcus
    ):
        libraries.tom.appointments.all().delete()
        chosen = Handover(
            libraries.priya,
            Kind.AWAY,
            in_days(2),
            in_days(9),
            followers={held.pk: libraries.sam},
        )
        handover.arrange(chosen, marcus)
        deputy = libraries.sam.appointments.get()
        assert (deputy.role, deputy.starts_on, deputy.ends_on) == (
            Role.DEPUTY,
            in_days(2),
            in_days(9),
        )

    def test_where_nobody_is_named_the_access_team_is_asked(self, libraries):
        libraries.tom.appointments.all().delete()
        chosen = Handover(libraries.priya, Kind.AWAY, in_days(2), in_days(9))
        handover.arrange(chosen, libraries.priya)
        assert told("champions.handing-over") == {libraries.marcus.pk}

    def test_with_a_deputy_nobody_is_troubled(self, libraries):
        chosen = Handover(libraries.priya, Kind.AWAY, in_days(2), in_days(9))
        handover.arrange(chosen, libraries.priya)
        assert told("champions.handing-over") == set()


class TestOneToOnes:
    @pytest.fixture
    def meeting(self, libraries, site_skeleton):
        return one_to_one.plan(
            libraries.priya,
            libraries.sam,
            starts_at=timezone.now() + timedelta(days=5),
            minutes=30,
            place="At the desk",
        )

    def test_a_1_2_1_goes_to_the_deputy_and_the_guest_is_told(self, libraries, meeting):
        chosen = Handover(
            libraries.priya,
            Kind.AWAY,
            in_days(2),
            in_days(9),
            hosts={meeting.pk: libraries.tom},
        )
        handover.arrange(chosen, libraries.priya)
        assert list(meeting.hosts.all()) == [libraries.tom]
        assert told("cafes.another-host") == {libraries.sam.pk}

    def test_whoever_arranges_it_for_another_does_not_see_it(self, libraries, meeting):
        own = Holding(libraries.priya, Kind.AWAY, in_days(2), in_days(9))
        assert own.sessions == [meeting]
        others = Holding(
            libraries.priya, Kind.AWAY, in_days(2), in_days(9), is_own=False
        )
        assert others.sessions == []

    def test_it_goes_to_nobody_who_does_not_look_after_the_guest(
        self, libraries, meeting
    ):
        days = {"kind": "away", "first": in_days(2), "last": in_days(9)}
        sent = {f"session_{meeting.pk}": libraries.sam.name}
        form = WhoForm.of(libraries.priya, days, sent, is_own=True)
        assert not form.is_valid()
        [said] = form.errors[f"session_{meeting.pk}"]
        assert "does not look after" in said

    def test_nobody_is_in_two_places(self, libraries, meeting):
        SessionFactory(
            hosts=[libraries.tom],
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )
        chosen = Handover(
            libraries.priya,
            Kind.AWAY,
            in_days(2),
            in_days(9),
            hosts={meeting.pk: libraries.tom},
        )
        with pytest.raises(one_to_one.NotFree):
            handover.arrange(chosen, libraries.priya)
        assert not Absence.objects.exists()


class TestLeaving:
    def test_roles_hosting_and_sign_in_end_together(
        self, libraries, held, marcus, django_capture_on_commit_callbacks
    ):
        session = SessionFactory(hosts=[libraries.priya])
        asked = asking.ask(libraries.sam, "Where do I begin?")
        chosen = Handover(
            libraries.priya,
            Kind.LEAVES,
            in_days(0),
            followers={held.pk: libraries.tom},
            hosts={session.pk: libraries.tom},
        )
        with django_capture_on_commit_callbacks(execute=True):
            handover.arrange(chosen, marcus)
        libraries.priya.refresh_from_db()
        assert libraries.priya.has_left()
        assert champion_of(libraries.service, in_days(0)).person == libraries.tom
        assert list(session.hosts.all()) == [libraries.tom]
        asked.refresh_from_db()
        assert asked.with_person == libraries.tom
        assert HelpRequest.objects.get().service == libraries.service


class TestTheSitting:
    @pytest.fixture
    def as_priya(self, client, libraries, site_skeleton, sign_in):
        return sign_in(client, libraries.priya)

    def address(self, name, person):
        return reverse(name, args=[person.pk])

    def days(self, kind, first, last=None):
        sent = {"kind": kind}
        for name, day in {"first": first, "last": last}.items():
            parts = (day.day, day.month, day.year) if day else ("", "", "")
            sent |= {f"{name}_{number}": part for number, part in enumerate(parts)}
        return sent

    def test_from_the_days_to_what_is_arranged(self, as_priya, libraries, held):
        session = SessionFactory(hosts=[libraries.priya])
        days = self.days("roles", in_days(3))
        page = as_priya.post(
            self.address("handover", libraries.priya), days, follow=True
        )
        assert "Who follows as digital champion, Libraries?" in page.text
        who = {f"role_{held.pk}": "Tom Ashworth", f"session_{session.pk}": "Tom"}
        page = as_priya.post(
            self.address("handover_who", libraries.priya), who, follow=True
        )
        assert "Tom Ashworth, from" in page.text
        assert "Tom Ashworth hosts it." in page.text
        assert not libraries.tom.appointments.in_role(Role.CHAMPION).exists()
        check = self.address("handover_check", libraries.priya)
        page = as_priya.post(check, follow=True)
        assert "It is arranged." in page.text
        assert champion_of(libraries.service, in_days(3)).person == libraries.tom
        again = as_priya.post(check, follow=True)
        assert "That is arranged already" in again.text

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, as_priya, libraries):
        sent = self.days("away", in_days(5), in_days(2))
        page = as_priya.post(self.address("handover", libraries.priya), sent)
        assert "The last day is before the first." in page.text
        assert f'value="{in_days(5).year}"' in page.text

    def test_a_name_that_nobody_has_is_said(self, as_priya, libraries, held):
        as_priya.post(
            self.address("handover", libraries.priya), self.days("roles", in_days(3))
        )
        page = as_priya.post(
            self.address("handover_who", libraries.priya),
            {f"role_{held.pk}": "Nobody Whatever"},
        )
        assert "There is nobody else here called “Nobody Whatever”" in page.text

    def test_nobody_lets_themselves_go(self, as_priya, libraries):
        sent = self.days("leaves", in_days(3))
        page = as_priya.post(self.address("handover", libraries.priya), sent)
        assert page.status_code == 200
        assert "Leaving" not in page.text
        assert User.objects.get(pk=libraries.priya.pk).left_on is None

    def test_what_cannot_be_changes_nothing_and_says_why(
        self, client, libraries, held, marcus, site_skeleton, sign_in
    ):
        PersonFactory(name="Lena Gone", service=libraries.service, left_on=in_days(2))
        sign_in(client, marcus)
        client.post(
            self.address("handover", libraries.priya), self.days("roles", in_days(3))
        )
        client.post(
            self.address("handover_who", libraries.priya),
            {f"role_{held.pk}": "Lena Gone"},
        )
        page = client.post(self.address("handover_check", libraries.priya))
        assert "Nothing was changed. Lena Gone is not here" in page.text
        assert champion_of(libraries.service, in_days(4)).person == libraries.priya

    def test_of_somebody_in_another_service_it_tells_nothing(self, as_priya):
        other = PersonFactory(service=ServiceFactory())
        assert as_priya.get(self.address("handover", other)).status_code == 404

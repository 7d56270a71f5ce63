"""The sample city: the same each time, and within all rules."""

from datetime import date, timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

import pytest

from cafes.models import Booking, CafePage, Session, Venue
from champions.models import (
    CoverageMonth,
    HelpAnswer,
    HelpRequest,
    NotYet,
    Nudge,
    TeamMark,
)
from champions.speaking import Reasons
from home.guidance import FEWEST_COUNTED, Shown
from home.models import Acknowledgement, GuidancePage, LocalBox, StoryPage
from home.sample_city import guidance, histories, loading, meetings
from home.sample_city.days import Calendar
from home.sample_city.people import KNOWN, PASSWORD, TRY_OUT
from learning import progress
from learning.models import (
    Answer,
    Assignment,
    Certificate,
    Completion,
    Confidence,
    Enrolment,
    ModulePage,
    Plan,
    StepRecord,
)
from learning.outline import outline_of
from pages.models import Message
from people import looking_after
from people.models import Absence, Appointment, Service, User, Willing
from people.permissions import can_look_after

MONDAY = date(2026, 11, 23)
WHOSE = ["enrolment__person__email", "enrolment__module__slug"]
# What tells the city: everything but the ids and the salt of the password.
TOLD = [
    (Service, ["path", "name", "slug"]),
    (User, ["email", "name", "service__slug", "job_title", "phone", "joined_on"]),
    (User, ["email", "left_on", "is_superuser", "groups__name"]),
    (Appointment, ["person__email", "role", "service__slug", "starts_on", "ends_on"]),
    (Absence, ["person__email", "starts_on", "ends_on"]),
    (Enrolment, ["person__email", "module__slug", "began_at", "current_step"]),
    (StepRecord, [*WHOSE, "step", "went_on_at", "done_at"]),
    (Answer, [*WHOSE, "block", "given_at"]),
    (Confidence, [*WHOSE, "moment", "level"]),
    (Plan, [*WHOSE, "words", "try_on"]),
    (Certificate, ["code", "person_name", "champion_name", "finished_on"]),
    (CafePage, ["slug", "title", "follows__slug"]),
    (Session, ["uid", "cafe__slug", "starts_at", "venue__name", "hosts__email"]),
    (Booking, ["session__uid", "person__email", "status", "booked_at", "hopes"]),
    (Assignment, ["person__email", "asked_by__email", "by_day", "finished_at"]),
    (TeamMark, ["person__email", "kind", "made_by__email", "until"]),
    (Nudge, ["person__email", "writer__email", "words", "written_at"]),
    (HelpRequest, ["person__email", "words", "with_person__email", "answered_at"]),
    (HelpAnswer, ["request__words", "writer__email", "words", "written_at"]),
    (LocalBox, ["page__slug", "organisation__slug", "words", "written_on"]),
    (Acknowledgement, ["person__email", "page__slug", "version", "said_on"]),
    (Willing, ["person__email", "hours_a_week", "agreed_by", "since"]),
    (NotYet, ["service__slug", "because", "with_below", "set_on"]),
    (CoverageMonth, ["service__slug", "month", "state", "began", "finished"]),
    (StoryPage, ["slug", "person__email", "told_to", "may_be_asked"]),
]


def tell():
    return [
        (model.__name__, sorted(map(str, model.objects.values_list(*fields))))
        for model, fields in TOLD
    ]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Aireford for Monday 23 November 2026, loaded once for all tests of this module,
    and what it told of itself when it was loaded the time before."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content")
        with transaction.atomic():
            loading.load(MONDAY)
            before = tell()
            transaction.set_rollback(True)
        city = loading.load(MONDAY)
        city.told_before = before
        yield city
        transaction.set_rollback(True)


@pytest.fixture
def people(city, db):
    return {person.name: person for person in User.objects.select_related("service")}


def moment(days, hour, minute=0):
    return Calendar(MONDAY).ahead(days, hour, minute)


class TestTheSameEachTime:
    def test_a_second_city_is_like_the_first(self, city, db):
        assert tell() == city.told_before

    def test_a_second_run_does_nothing(self, city, db, capsys):
        before = tell()

        call_command("load_sample_city")

        assert tell() == before
        assert "loaded already, for Monday 23 November 2026" in capsys.readouterr().out

    def test_it_is_of_the_size_that_was_meant(self, people):
        assert len(people) == 600
        assert Service.get_root_nodes().count() == 4
        assert Service.objects.count() == 50
        assert max(service.depth for service in Service.objects.all()) == 4

    def test_no_e_mail_is_written_for_what_was(self, city, db):
        assert not Message.objects.exists()


class TestPeople:
    @pytest.mark.parametrize("email", [email for email, _who in TRY_OUT])
    def test_each_of_the_six_signs_in(self, city, client, db, email):
        person = User.objects.get(email=email)

        assert person.check_password(PASSWORD)
        assert User.objects.here().filter(pk=person.pk).exists()

    def test_nobody_else_has_a_password(self, city, db):
        others = User.objects.exclude(email__in=[email for email, _who in TRY_OUT])

        assert not [person for person in others if person.has_usable_password()]

    def test_every_row_keeps_to_its_fields(self, city, db):
        for model in (User, Service, Session, Booking, Venue, HelpRequest, Certificate):
            for row in model.objects.all():
                row.clean_fields(exclude=["numchild"])

    def test_e_mail_addresses_lead_nowhere(self, city, db):
        assert not User.objects.exclude(email__endswith=".example").exists()

    def test_phone_numbers_are_nobodys(self, city, db):
        real = User.objects.exclude(
            Q(phone="")
            | Q(phone__startswith="0113 496 0")
            | Q(phone__startswith="07700 900")
        )
        assert not real.exists()

    def test_those_of_the_pictures_are_among_them(self, people):
        assert {known.name for known in KNOWN} <= people.keys()

    def test_nobody_has_a_role_after_they_left(self, city, db):
        gone = User.objects.filter(left_on__isnull=False)

        assert gone.count() == 6
        assert not Appointment.objects.current(MONDAY).filter(person__in=gone).exists()


class TestWhoLooksAfterWhom:
    def test_sam_asks_priya(self, people):
        helper = looking_after.who_helps(people["Sam Okonkwo-Whitfield"], MONDAY)

        assert helper.person.name == "Priya Raman"
        assert helper.role == Appointment.Role.CHAMPION

    def test_tom_stands_in_from_friday_to_tuesday(self, people):
        sam = people["Sam Okonkwo-Whitfield"]
        names = {
            day: looking_after.who_helps(sam, MONDAY + timedelta(days=day)).person.name
            for day in (3, 4, 8, 9)
        }
        assert names == {
            3: "Priya Raman",
            4: "Tom Ashworth",
            8: "Tom Ashworth",
            9: "Priya Raman",
        }

    def test_lorraine_has_no_champion_and_asks_the_access_team(self, people):
        helper = looking_after.who_helps(people["Lorraine Pickersgill"], MONDAY)

        assert helper.role == Appointment.Role.ACCESS_TEAM

    def test_some_services_are_looked_after_from_above(self, people):
        service = Service.objects.get(name="Local and family history")

        assert looking_after.team_of(service, MONDAY).inherited

    def test_there_is_help_for_everyone(self, people):
        here = User.objects.here(MONDAY).select_related("service")
        helped = {
            person.service: looking_after.who_helps(person, MONDAY) for person in here
        }
        assert all(helped.values())


class TestHistories:
    @pytest.fixture
    def states(self, city, db):
        modules = list(ModulePage.objects.all())
        return progress.states_of(User.objects.all(), modules)

    def state(self, people, states, name, slug):
        module = ModulePage.objects.get(slug=slug)
        return states[people[name].pk, module.pk]

    def test_progress_finds_what_is_meant(self, people, states):
        modules = {page.slug: page for page in ModulePage.objects.all()}
        for history in histories.known_histories(Calendar(MONDAY)):
            state = states[people[history.name].pk, modules[history.module].pk]
            meant = min(history.steps, state.total)
            assert (state.state == "done") == (meant == state.total), history
            assert state.done == meant or history.stuck, history

    def test_whoever_is_under_way_goes_on_where_they_were(self, states):
        under_way = [state for state in states.values() if state.state == "now"]

        assert len(under_way) > 50
        for state in under_way:
            assert state.next_step.id == state.enrolment.current_step
            assert not state.is_ready_to_finish

    def test_whoever_finished_has_done_every_step(self, states):
        finished = [state for state in states.values() if state.state == "done"]

        assert len(finished) > 150
        assert all(state.done == state.total for state in finished)

    def test_recomputing_changes_nothing(self, city, db):
        def facts():
            return (
                list(StepRecord.objects.order_by("pk").values_list("step", "done_at")),
                Completion.objects.count(),
            )

        before = facts()
        for enrolment in Enrolment.objects.filter(completion=None):
            progress.finish(enrolment)

        assert facts() == before

    def test_every_completion_has_its_certificate(self, city, db):
        completions = Completion.objects.select_related(
            "enrolment__person", "certificate"
        )
        for completion in completions:
            assert (
                completion.certificate.person_name == completion.enrolment.person.name
            )
            assert completion.certificate.finished_on == timezone.localdate(
                completion.finished_at
            )

    def test_sam_is_at_step_three_since_friday(self, people, states):
        state = self.state(people, states, "Sam Okonkwo-Whitfield", histories.ANSWERING)

        assert [step.is_done for step in state.steps] == [
            True,
            True,
            False,
            False,
            False,
        ]
        assert state.next_step.number == 3
        assert timezone.localdate(state.seen_at) == date(2026, 11, 20)

    def test_delroy_is_stuck_on_a_question(self, people, states):
        state = self.state(people, states, "Delroy Mapplebeck", histories.ANSWERING)

        assert state.next_step.went_on
        assert not state.next_step.is_done
        assert state.next_step.open_asks

    def test_life_has_every_kind_of_history(self, states):
        of_one = [
            state
            for state in states.values()
            if state.module.slug == histories.ANSWERING
        ]
        finished = [s for s in of_one if s.state == "done"]
        under_way = [s for s in of_one if s.state == "now"]
        days = {s: (MONDAY - timezone.localdate(s.seen_at)).days for s in under_way}
        long_ago = [
            s
            for s in finished
            if MONDAY - timezone.localdate(s.finished_at) > timedelta(60)
        ]

        assert len(of_one) - len(finished) - len(under_way) > 300  # never began
        assert len(long_ago) > 50
        assert sum(number >= 21 for number in days.values()) > 15  # stuck for weeks
        assert sum(number == 0 for number in days.values()) > 4  # began today

    def test_nothing_happens_before_somebody_came_or_after_today(self, city, db):
        tonight = Calendar(MONDAY).ago(0, 23)

        assert not Enrolment.objects.filter(seen_at__gt=tonight).exists()
        for enrolment in Enrolment.objects.select_related("person"):
            began_on = timezone.localdate(enrolment.began_at)
            assert enrolment.person.joined_on <= began_on, enrolment
            assert enrolment.began_at <= enrolment.seen_at, enrolment


class TestCafes:
    def test_no_session_is_oversold_and_nobody_waits_for_a_free_place(self, city, db):
        sessions = Session.objects.with_places()

        assert sessions.count() == len(meetings.PAST) + len(meetings.TO_COME)
        for session in sessions:
            assert session.places_taken <= session.capacity
            if session.people_waiting:
                assert session.places_taken == session.capacity

    def test_one_has_four_places_left_and_sam_is_not_in_it(self, people):
        session = Session.objects.with_places().get(starts_at=moment(3, 14))

        assert session.cafe.title == "When someone is cross with us"
        assert session.capacity - session.places_taken == 4
        sam = people["Sam Okonkwo-Whitfield"]
        assert not session.bookings.filter(person=sam).exists()
        hosts = set(session.hosts.values_list("name", flat=True))
        assert hosts == {"Priya Raman", "Joe Hardcastle"}

    def test_one_is_full_and_sam_is_second_of_three_who_wait(self, people):
        session = Session.objects.with_places().get(starts_at=moment(15, 13))

        assert session.places_taken == session.capacity
        queue = [booking.person.name for booking in session.bookings.waiting()]
        assert len(queue) == 3
        assert queue[1] == "Sam Okonkwo-Whitfield"

    def test_of_each_session_past_it_is_known_who_was_there(self, city, db):
        past = Session.objects.filter(starts_at__lt=moment(0, 6))
        status = Booking.Status

        assert past.count() == len(meetings.PAST)
        for session in past:
            were = set(session.bookings.values_list("status", flat=True))
            assert status.ATTENDED in were
            assert not were & {status.CONFIRMED, status.WAITING}

    def test_nobody_books_what_they_host(self, city, db):
        for session in Session.objects.all():
            assert not session.bookings.filter(person__in=session.hosts.all()).exists()

    def test_every_place_says_how_to_get_about_in_it(self, city, db):
        assert not Venue.objects.filter(Q(access="") | Q(getting_there="")).exists()

    def test_the_cafes_follow_the_modules(self, city, db):
        follows = {
            page.slug: [module.slug for module in page.follows.all()]
            for page in CafePage.objects.live()
        }
        assert follows[meetings.CROSS] == [histories.ANSWERING]
        assert follows[meetings.OWN] == [histories.OWN_ACCOUNT]


class TestQuestions:
    def test_delroy_and_joan_wait_for_priya_and_sam_for_an_introduction(self, people):
        waiting = HelpRequest.objects.open().filter(with_person=people["Priya Raman"])

        assert [request.person.name for request in waiting] == [
            "Delroy Mapplebeck",
            "Sam Okonkwo-Whitfield",
            "Joan Braithwaite",
        ]
        assert waiting[1].introductions.get().is_open
        assert waiting[0].step
        assert timezone.localtime(waiting[0].asked_at).strftime("%A %H:%M") == (
            "Friday 15:10"
        )

    def test_the_others_have_been_answered_by_whom_they_reached(self, city, db):
        answered = HelpRequest.objects.filter(answered_at__isnull=False)

        assert answered.count() > 5
        for request in answered:
            assert request.with_person in request.reached.all()
            assert request.answers.get().writer == request.with_person
            assert request.answered_at > request.asked_at


class TestSuggestions:
    def test_there_is_one_of_each_kind(self, city, db):
        everything = Assignment.objects.all()

        assert everything.open().count() > 2
        assert everything.filter(finished_at__isnull=False).count() > 1
        assert everything.to_put_away().count() == 1

    def test_they_hold_to_the_rules(self, city, db):
        for one in Assignment.objects.select_related("person__service", "asked_by"):
            assert can_look_after(one.asked_by, one.person, MONDAY), one
            done = Completion.objects.filter(
                enrolment__person=one.person, enrolment__module=one.module
            ).first()
            assert one.finished_at == (done.finished_at if done else None), one
            ended_at = one.finished_at or one.withdrawn_at
            assert ended_at is None or one.asked_at < ended_at, one

    def test_marks_are_made_by_who_may_and_count_still(self, city, db):
        for mark in TeamMark.objects.select_related("person__service", "made_by"):
            assert can_look_after(mark.made_by, mark.person, MONDAY), mark
        assert TeamMark.objects.in_force(MONDAY).count() == TeamMark.objects.count()

    def test_letters_are_by_who_may_and_never_two_in_a_fortnight(self, city, db):
        for letter in Nudge.objects.select_related("person__service", "writer"):
            day = timezone.localdate(letter.written_at)
            assert can_look_after(letter.writer, letter.person, day), letter
            others = letter.person.nudges.exclude(pk=letter.pk)
            assert not others.lately(day).exists(), letter

    def test_priya_has_five_people_to_speak_to(self, people):
        priya = people["Priya Raman"]
        chosen = Reasons(priya, priya.service, moment(0, 10)).chosen
        names = {User.objects.get(pk=reason.person_id).name for reason in chosen}

        assert len(names) == 5
        assert {"Delroy Mapplebeck", "Joan Braithwaite"} <= names
        # Both were turned to lately: one was spoken to, one had a module suggested.
        assert not {"Abdul-Rahman Basharat", "Mei Wójcik"} & names


class TestGuidanceAndStories:
    def test_each_page_has_boxes_of_two_organisations_or_more(self, city, db):
        for page in GuidancePage.objects.all():
            assert page.local_boxes.count() >= 2

    def test_a_box_is_one_that_can_be_written(self, city, db):
        for box in LocalBox.objects.all():
            box.full_clean()

    def test_sam_is_asked_again_about_pictures(self, people):
        page = GuidancePage.objects.get(slug=guidance.PICTURES)

        shown = Shown(page, people["Sam Okonkwo-Whitfield"])

        assert (shown.said.version, page.version) == (1, 2)
        assert "Films too" in str(page.body)

    def test_nobody_has_read_a_version_before_it_was_there(self, city, db):
        for said in Acknowledgement.objects.select_related("page"):
            version = {c.value["version"]: c.value["day"] for c in said.page.changes}
            assert version[said.version] <= said.said_on < MONDAY

    def test_enough_have_read_a_page_to_be_counted(self, city, db):
        page = GuidancePage.objects.get(slug=guidance.IN_ONE_PAGE)

        assert page.acknowledgements.count() >= FEWEST_COUNTED

    def test_two_stories_are_told_by_people_who_are_there(self, city, db):
        told = StoryPage.objects.filter(is_made_up=False)

        assert {story.person_name for story in told} == {
            story.person.name for story in told
        }
        assert told.count() == len(guidance.TELLERS)
        assert StoryPage.objects.for_the_front_page().first().called == "Joan"


class TestCalendar:
    """Whatever day it is loaded, what is to come is to come."""

    WEEK = [MONDAY + timedelta(days=day) for day in range(7)]

    @pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
    def test_cafes_to_come_begin_after_today(self, today):
        for meeting in meetings.TO_COME:
            begins = Calendar(today).ahead(meeting.day, *meeting.begins)
            assert timezone.localdate(begins) > today

    @pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
    def test_cafes_past_are_over_before_today(self, today):
        for meeting in meetings.PAST:
            begins = Calendar(today).ahead(meeting.day, *meeting.begins)
            assert timezone.localdate(begins) < today

    @pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
    def test_the_last_friday_is_a_friday_before_today(self, today):
        friday = Calendar(today).last_friday

        assert friday.weekday() == 4
        assert 1 <= (today - friday).days <= 7

    def test_the_weekdays_are_those_of_the_pictures(self):
        begins = [
            Calendar(MONDAY).ahead(meeting.day, *meeting.begins)
            for meeting in meetings.TO_COME
            if not meeting.cancelled
        ]
        assert [f"{moment:%a %-d %b}" for moment in begins] == [
            "Thu 26 Nov",
            "Wed 2 Dec",
            "Fri 4 Dec",
            "Tue 8 Dec",
            "Thu 10 Dec",
            "Thu 14 Jan",
        ]

    def test_a_step_with_a_question_is_there_for_delroy(self, city, db):
        page = ModulePage.objects.get(slug=histories.ANSWERING)

        assert any(step.asks for step in outline_of(page).steps[2:])

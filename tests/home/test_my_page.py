"""One's own page: where to go on, what comes after, the record, who helps."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

import pytest

from champions.components import YourHelper
from home.my_page import MyPage
from learning import plans, progress
from learning.models import Confidence
from learning.outline import outline_of
from people.models import Appointment
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.learning.factories import (
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    do_all,
)
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def sam(site_skeleton):
    return PersonFactory(name="Sam Okonkwo-Whitfield")


@pytest.fixture
def read(client, sign_in, sam):
    def read(name="my_page"):
        response = sign_in(client, sam).get(reverse(name))
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


class TestGreeting:
    @pytest.mark.parametrize(
        ("hour", "words"),
        [
            (3, "Hello, Sam"),
            (9, "Good morning, Sam"),
            (13, "Good afternoon, Sam"),
            (21, "Good evening, Sam"),
        ],
    )
    def test_it_goes_by_the_time_of_day_in_london(self, sam, hour, words):
        EnrolmentFactory(person=sam)
        at = datetime(2026, 7, 6, hour, 30, tzinfo=ZoneInfo("Europe/London"))
        assert MyPage(sam, at).greeting == words

    def test_on_the_first_day_one_is_asked_in(self, sam):
        assert MyPage(sam).greeting == "Hello, Sam. Come in"

    def test_a_café_booked_is_no_first_day_any_more(self, sam):
        BookingFactory(person=sam)
        assert not MyPage(sam).is_first_day


class TestGoingOn:
    def test_one_press_leads_to_exactly_where_one_was(self, sam, read):
        enrolment = EnrolmentFactory(person=sam)
        do_all(enrolment, steps=1)
        steps = outline_of(enrolment.module).steps
        progress.arrive(enrolment, steps[1], timezone.now() - timedelta(days=1))
        page = read()
        assert f'href="{enrolment.module.step_url(steps[1])}"' in page
        assert "Carry on with step 2" in page
        assert "Where you stopped yesterday" in page
        assert "One of three steps finished." in page

    def test_it_is_the_module_seen_last(self, sam):
        seen = timezone.now()
        for days in (3, 1, 2):
            enrolment = EnrolmentFactory(person=sam)
            enrolment.seen_at = seen - timedelta(days=days)
            enrolment.save()
        page = MyPage(sam)
        assert page.resume.seen_at == seen - timedelta(days=1)
        assert len(page.after) == 2

    def test_nothing_begun_offers_the_first_module(self, sam, read):
        first = ModulePageFactory(title="Answering people well")
        ModulePageFactory()
        page = read()
        assert "A good place to begin" in page
        assert f'href="{first.step_url(outline_of(first).steps[0])}"' in page

    def test_all_finished_leads_to_the_cafés(self, sam, read):
        CompletionFactory(person=sam)
        assert "You have finished every module there is" in read()

    def test_an_empty_city_has_a_whole_page(self, read):
        page = read()
        assert "The first module is being written" in page
        assert "My record is empty so far" in page
        assert "Nobody has been named to help you yet" in page

    def test_a_module_without_steps_breaks_nothing(self, sam, read):
        EnrolmentFactory(person=sam, module=ModulePageFactory(steps=[]))
        assert "Finish it" in read() or "Carry on" in read()


class TestWhatComesAfter:
    def test_the_café_that_follows_comes_first(self, sam, read):
        enrolment = EnrolmentFactory(person=sam)
        cafe = CafePageFactory(title="When cross", follows=[enrolment.module])
        SessionFactory(cafe=cafe, starts_at=timezone.now() + timedelta(days=9))
        sooner = SessionFactory(cafe=cafe, starts_at=timezone.now() + timedelta(days=5))
        SessionFactory()
        page = MyPage(sam)
        assert page.following.session == sooner
        assert page.following.standing.words == "12 places left" or (
            "places left" in page.following.standing.words
        )
        assert "Café: When cross" in read()

    def test_it_says_so_when_one_has_a_place(self, sam):
        enrolment = EnrolmentFactory(person=sam)
        cafe = CafePageFactory(follows=[enrolment.module])
        BookingFactory(person=sam, session=SessionFactory(cafe=cafe))
        assert MyPage(sam).following.standing.words == "You have a place"

    def test_after_finishing_it_is_that_of_the_module_finished_last(self, sam):
        finished = CompletionFactory(person=sam)
        cafe = CafePageFactory(follows=[finished.enrolment.module])
        SessionFactory(cafe=cafe)
        assert "which you have finished" in MyPage(sam).following.sentence


class TestMyRecord:
    def test_modules_and_cafés_stand_in_the_order_of_the_days(self, sam):
        now = timezone.now()
        late = CompletionFactory(person=sam, at=now - timedelta(days=1))
        early = CompletionFactory(person=sam, at=now - timedelta(days=9))
        session = SessionFactory(over=True, starts_at=now - timedelta(days=5))
        BookingFactory(person=sam, session=session, attended=True)
        BookingFactory(person=sam, session=SessionFactory(over=True))
        assert [line.what for line in MyPage(sam).record] == [
            early.enrolment.module.title,
            f"Café: {session.cafe.title}",
            late.enrolment.module.title,
        ]

    def test_it_says_how_sure_one_felt_to_oneself_alone(self, sam, read):
        enrolment = CompletionFactory(person=sam).enrolment
        before, after = Confidence.Moment.BEFORE, Confidence.Moment.AFTER
        progress.say_confidence(enrolment, before, Confidence.Level.NOT_VERY)
        progress.say_confidence(enrolment, after, Confidence.Level.FAIRLY)
        assert "Not very sure, then fairly sure" in read()
        assert "fairly sure" not in read("my_record")

    def test_to_say_nothing_is_an_answer_too(self, sam):
        enrolment = CompletionFactory(person=sam).enrolment
        progress.say_confidence(enrolment, Confidence.Moment.BEFORE, None)
        line = MyPage(sam).record[0]
        assert line.how_sure == "You chose not to say, then not said"

    def test_it_holds_the_certificate_and_who_sees_it(self, sam, read):
        completion = CompletionFactory(person=sam)
        AppointmentFactory(
            person__name="Priya Raman", service=sam.service, role="champion"
        )
        page = read()
        code = completion.certificate.code
        assert reverse("certificate", args=[code]) in page
        assert "You can see this, and so can Priya." in page
        assert completion.certificate.code_in_groups in read("my_record")

    def test_it_keeps_what_was_finished_when_the_module_is_unpublished(self, sam):
        completion = CompletionFactory(person=sam)
        module = completion.enrolment.module
        module.unpublish()
        assert [line.what for line in MyPage(sam).record] == [module.title]

    def test_nobody_elses_is_in_it(self, sam):
        CompletionFactory()
        assert MyPage(sam).record == []

    def test_plans_are_on_my_page_and_not_on_paper(self, sam, read):
        enrolment = CompletionFactory(person=sam).enrolment
        plans.write(enrolment, "Answer one thank-you")
        assert "Answer one thank-you" in read()
        assert "Answer one thank-you" not in read("my_record")


class TestMyChampion:
    @pytest.fixture
    def priya(self, sam):
        person = PersonFactory(name="Priya Raman", service=sam.service)
        AppointmentFactory(person=person, service=sam.service)
        return person

    @pytest.fixture
    def tom(self, sam):
        person = PersonFactory(name="Tom Ashworth", service=sam.service)
        AppointmentFactory(person=person, service=sam.service, deputy=True)
        return person

    def test_a_coming_absence_names_the_deputy_with_the_days(self, sam, priya, tom):
        day = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/London")).date()
        AbsenceFactory(
            person=priya,
            starts_on=day + timedelta(days=4),
            ends_on=day + timedelta(days=8),
        )
        assert YourHelper(sam, day).coming_absence == (
            "Priya is away from Friday 27 November to Tuesday 1 December. "
            "Tom Ashworth, the deputy, will answer you then."
        )

    def test_one_day_is_one_day(self, sam, priya):
        day = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/London")).date()
        friday = day + timedelta(days=4)
        AbsenceFactory(person=priya, starts_on=friday, ends_on=friday)
        words = YourHelper(sam, day).coming_absence
        assert words == "Priya is away on Friday 27 November."

    def test_one_far_off_is_not_told(self, sam, priya):
        far = timezone.localdate() + timedelta(days=30)
        AbsenceFactory(person=priya, starts_on=far)
        assert YourHelper(sam).coming_absence == ""

    def test_while_away_the_deputy_is_named(self, sam, priya, tom, read):
        AbsenceFactory(person=priya)
        page = read()
        assert "Ask Tom" in page
        assert "Priya is away until" in page

    def test_without_a_champion_the_access_team_is(self, sam, read):
        AppointmentFactory(
            person__name="Marcus Bell", role=Appointment.Role.ACCESS_TEAM
        )
        page = read()
        assert "Your service has no champion yet" in page
        assert "Ask Marcus" in page


def test_a_place_in_a_queue_is_said_in_words(sam, read):
    session = SessionFactory(full=True)
    BookingFactory(session=session, waiting=True)
    BookingFactory(session=session, person=sam, waiting=True)
    assert "You are second in the queue" in read()


def test_a_long_name_is_shown_whole(sam, read):
    sam.name = "Maximiliana " + "Featherstonehaugh-" * 6 + "Szczepańska"
    sam.save()
    assert sam.name in read()


def test_they_are_only_for_who_is_signed_in(client, site_skeleton):
    for name in ("my_page", "my_record"):
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_it_is_kept_by_no_cache(client, sign_in, sam):
    response = sign_in(client, sam).get(reverse("my_page"))
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["my_page", "my_record"])
def test_it_costs_the_same_for_one_as_for_ten(client, sign_in, sam, name):
    sign_in(client, sam)
    AppointmentFactory(service=sam.service)
    now = timezone.now()

    def add(count):
        for _number in range(count):
            completion = CompletionFactory(person=sam, at=now - timedelta(days=3))
            plans.write(completion.enrolment, "Answer one thank-you")
            begun = EnrolmentFactory(person=sam)
            cafe = CafePageFactory(follows=[begun.module, completion.enrolment.module])
            session = SessionFactory(cafe=cafe, hosts=[PersonFactory()])
            BookingFactory(person=sam, session=session)
            attended = SessionFactory(over=True)
            BookingFactory(person=sam, session=attended, attended=True)

    add(1)
    assert_steady_queries(add, lambda: client.get(reverse(name)))

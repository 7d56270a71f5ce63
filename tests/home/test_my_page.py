"""One's own page: where to go on, what comes after, the record, who helps."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking
from champions.components import YourHelper
from champions.models import HelpAnswer
from home.my_page import MyPage
from learning import plans, progress
from learning.models import Confidence
from learning.outline import outline_of
from people.models import Appointment
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.champions.factories import HelpRequestFactory
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


class TestWhatWaits:
    @pytest.fixture
    def answered(self, sam):
        writer = PersonFactory(name="Priya Raman")
        request = HelpRequestFactory(
            person=sam, with_person=writer, words="Is it rude?", answered=True
        )
        HelpAnswer.objects.update(writer=writer)
        return request

    def test_an_answer_not_read_comes_first_and_leads_there(self, answered, read):
        page = read()
        assert page.index("Waiting for you") < page.index('id="resume"')
        assert "Priya has answered you" in page
        assert reverse("help_request", args=[answered.pk]) in page

    def test_once_read_it_waits_no_more(self, client, answered, read):
        client.force_login(answered.person)
        client.get(reverse("help_request", args=[answered.pk]))
        assert "Waiting for you" not in read()

    def test_another_answer_after_that_does(self, sam, client, answered, read):
        client.force_login(sam)
        client.get(reverse("help_request", args=[answered.pk]))
        asking.answer(answered, answered.with_person, "And one more thing")
        assert "Priya has answered you" in read()

    def test_that_a_helper_has_it_open_is_no_reading(self, client, answered, sam):
        AppointmentFactory(person=answered.with_person, service=sam.service)
        client.force_login(answered.with_person)
        assert (
            client.get(reverse("help_request", args=[answered.pk])).status_code == 200
        )
        assert MyPage(sam).answers

    def test_an_answer_of_somebody_erased_is_still_one(self, answered, read):
        HelpAnswer.objects.update(writer=None)
        assert "There is an answer to your question" in read()

    def test_a_champion_sees_who_waits_the_longest_first(self, sam, read):
        AppointmentFactory(person=sam, service=sam.service)
        asked = [
            HelpRequestFactory(
                person__service=sam.service,
                person__name=f"Asker {days}",
                with_person=sam,
                asked_at=timezone.now() - timedelta(days=days),
            )
            for days in range(6)
        ]
        page = read()
        assert page.index("Asker 5 asks for help") < page.index("Asker 4 asks for help")
        assert reverse("help_request", args=[asked[5].pk]) in page
        assert "See two more" in page
        assert "Asker 1 asks" not in page


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


class TestHosting:
    def test_what_one_hosts_leads_to_its_desk(self, sam, read):
        session = SessionFactory(hosts=[sam])
        SessionFactory(hosts=[sam], over=True)
        SessionFactory(hosts=[sam], cancelled=True)
        SessionFactory(hosts=[PersonFactory()])
        assert MyPage(sam).hosted == [session]
        assert reverse("organise_session", args=[session.pk]) in read()

    def test_who_hosts_none_is_told_nothing_of_it(self, sam, read):
        SessionFactory()
        assert "You host" not in read()


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

    def test_a_module_of_a_café_that_is_booked_comes_first_and_says_so(self, sam):
        ModulePageFactory(title="The first")
        ModulePageFactory(title="The second")
        third = ModulePageFactory(title="The third")
        cafe = CafePageFactory(title="When cross", follows=[third])
        soon = SessionFactory(cafe=cafe, starts_at=timezone.now() + timedelta(days=5))
        BookingFactory(person=sam, session=soon)
        offers = MyPage(sam).after
        assert [offer.state.module.title for offer in offers] == [
            "The third",
            "The second",
        ]
        assert offers[0].why.startswith("It goes with “When cross”, for which you")

    def test_otherwise_the_library_says_what_is_next(self, sam):
        ModulePageFactory()
        ModulePageFactory()
        assert [offer.why for offer in MyPage(sam).after] == [
            "It comes next in the library."
        ]


class TestMyPlans:
    @pytest.fixture
    def plan(self, sam):
        enrolment = CompletionFactory(person=sam).enrolment
        today = timezone.localdate()
        return plans.write(enrolment, "Answer one thank-you", today)

    @pytest.mark.parametrize(
        ("days", "words"),
        [(0, "For today"), (-3, "Was for "), (3, "For "), (None, "For no day")],
    )
    def test_it_says_when_in_words(self, sam, plan, days, words):
        today = timezone.localdate()
        plan.try_on = None if days is None else today + timedelta(days=days)
        plan.save()
        row = MyPage(sam).plans[0]
        assert row.words.startswith(words)
        assert row.kind == ("now" if days in (0, -3) else "todo")

    def test_it_can_be_ticked_off_with_one_press(self, plan, read):
        page = read()
        address = reverse("plan", args=[plan.pk])
        assert f'method="post" action="{address}"' in page
        assert "Another day, or let it go" in page

    def test_what_was_tried_stands_below_with_how_it_went(self, plan, read):
        plans.say_how_it_went(plans.tick(plan), "She wrote back")
        page = read()
        assert "What I have tried" in page
        assert "She wrote back" in page
        assert "take the tick back" in page
        assert "She wrote back" not in read("my_record")


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
    AppointmentFactory(person=sam, service=sam.service, deputy=True)
    now = timezone.now()

    def add(count):
        for _number in range(count):
            completion = CompletionFactory(person=sam, at=now - timedelta(days=3))
            plan = plans.write(completion.enrolment, "Answer one thank-you", now.date())
            plans.tick(plan)
            another = CompletionFactory(person=sam, at=now - timedelta(days=4))
            plans.write(another.enrolment, "Ask Joan", now.date())
            HelpRequestFactory(person=sam, answered=True)
            HelpRequestFactory(person__service=sam.service, with_person=sam)
            begun = EnrolmentFactory(person=sam)
            cafe = CafePageFactory(follows=[begun.module, completion.enrolment.module])
            session = SessionFactory(cafe=cafe, hosts=[PersonFactory()])
            BookingFactory(person=sam, session=session)
            attended = SessionFactory(over=True)
            BookingFactory(person=sam, session=attended, attended=True)

    add(1)
    assert_steady_queries(add, lambda: client.get(reverse(name)))

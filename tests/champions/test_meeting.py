"""A request that is answered by a 1-2-1: offering times, picking one, changing it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from cafes import one_to_one, scheduling
from cafes.models import Session
from champions import asking, meeting
from champions.models import HelpRequest, TimesOffered
from pages import composing, words
from pages.models import Message
from people import leaving
from tests.cafes.factories import SessionFactory
from tests.people.factories import AbsenceFactory, PersonFactory

State = TimesOffered.State


@pytest.fixture
def question(libraries, site_skeleton):
    return asking.ask(libraries.sam, "How do I add the alt text?")


def days(number):
    """A moment so many days from now, to the minute."""
    return (timezone.now() + timedelta(days=number)).replace(second=0, microsecond=0)


def offer(question, helper, *numbers, place="The staff room", **more):
    starts = [days(number) for number in numbers or (3, 4, 5)]
    return meeting.offer(question, helper, starts, minutes=30, place=place, **more)


def pick(times, number=0):
    return meeting.pick(times, times.starts.all()[number])


@pytest.fixture
def times(question, libraries):
    return offer(question, libraries.priya)


def told(kind):
    rows = Message.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return [row.recipient for row in rows]


def is_open(question):
    question.refresh_from_db()
    return question.is_open


class TestOffering:
    def test_it_answers_the_question_and_the_asker_is_told(
        self, libraries, question, times
    ):
        assert not is_open(question)
        assert told("champions.answer") == [libraries.sam]
        assert times.starts.count() == 3

    def test_pressed_twice_it_is_offered_once(self, libraries, question, times):
        assert offer(question, libraries.priya) == times
        assert question.answers.count() == 1

    def test_new_times_take_the_place_of_those_before(self, libraries, question, times):
        newer = offer(question, libraries.priya, 8)
        times.refresh_from_db()
        assert (times.state, newer.state) == (State.TAKEN_BACK, State.OPEN)
        with pytest.raises(meeting.Settled):
            pick(times)

    def test_after_somebody_answered_meanwhile_nothing_is_offered(
        self, libraries, question
    ):
        asking.answer(question, libraries.priya, "Under the picture.")
        question.reached.add(libraries.tom)
        with pytest.raises(asking.AnsweredMeanwhile):
            offer(question, libraries.tom, seen=0)
        assert not TimesOffered.objects.exists()

    def test_taken_back_the_question_waits_again(self, question, times):
        assert meeting.take_back(times)
        assert not meeting.take_back(times)
        assert is_open(question)
        assert question.answer_by

    def test_when_none_fits_the_helper_is_asked_again_once(
        self, libraries, question, times
    ):
        for _press in range(2):
            meeting.none_fits(times)
        times.refresh_from_db()
        assert times.state == State.NONE_FITS
        assert is_open(question)
        assert told("champions.question") == [libraries.priya, libraries.priya]


class TestPicking:
    def test_it_becomes_a_session_of_the_two_with_an_entry_for_both(
        self, libraries, times
    ):
        session = pick(times, 1)
        assert session.is_private
        assert (session.format, session.capacity) == (Session.Format.ONE_TO_ONE, 1)
        assert session.ends_at - session.starts_at == timedelta(minutes=30)
        assert one_to_one.people_of(session) == [libraries.priya, libraries.sam]
        assert session.place == "The staff room"
        for kind, person in (
            ("cafes.hosting", libraries.priya),
            ("cafes.place-given", libraries.sam),
        ):
            message = Message.objects.get(kind=kind)
            mail = composing.email_of(message)
            assert message.recipient == person
            assert mail.calendar_method == "REQUEST"
            # Whoever reads over a shoulder learns nobody's name.
            assert libraries.sam.name not in mail.subject
            assert b"Sam" not in mail.calendar.split(b"ATTENDEE")[0]

    def test_a_link_makes_it_online(self, libraries, question):
        link = "https://meet.example/priya"
        session = pick(offer(question, libraries.priya, place=link))
        assert (session.is_online, session.link, session.room) == (True, link, "")

    def test_pressed_twice_there_is_one(self, times):
        assert pick(times) == pick(times)
        assert Session.objects.count() == 1
        with pytest.raises(meeting.Settled):
            pick(times, 1)

    def test_two_askers_cannot_have_the_same_half_hour(self, libraries, times):
        other = PersonFactory(service=libraries.service)
        theirs = offer(asking.ask(other, "And I?"), libraries.priya)
        pick(times)
        with pytest.raises(one_to_one.NotFree) as busy:
            pick(theirs)
        assert busy.value.person == libraries.priya
        theirs.refresh_from_db()
        assert theirs.is_open
        pick(theirs, 1)

    def test_nor_is_anybody_in_a_cafe_at_the_same_time(self, libraries, times):
        SessionFactory(hosts=[libraries.priya], starts_at=days(3), ends_at=days(3.1))
        with pytest.raises(one_to_one.NotFree):
            pick(times)

    def test_a_time_that_is_over_is_not_picked(self, times):
        start = times.starts.first()
        start.starts_at = days(-1)
        start.save()
        with pytest.raises(scheduling.InThePast):
            meeting.pick(times, start)

    def test_nor_one_at_which_the_helper_is_away_or_gone(self, libraries, times):
        day = timezone.localdate(days(3))
        AbsenceFactory(person=libraries.priya, starts_on=day, ends_on=day)
        with pytest.raises(meeting.HelperNotThere):
            pick(times)
        libraries.priya.appointments.all().delete()
        with pytest.raises(meeting.HelperNotThere):
            pick(times, 1)


class TestChanging:
    @pytest.mark.parametrize("who", ["priya", "sam"])
    def test_either_moves_it_and_both_are_told(
        self, client, libraries, sign_in, times, who
    ):
        session = pick(times)
        later = timezone.localtime(days(6)).replace(hour=11, minute=0)
        answer = sign_in(client, getattr(libraries, who)).post(
            reverse("one_to_one_move", args=[session.pk]),
            {
                "day_0": later.day,
                "day_1": later.month,
                "day_2": later.year,
                "starts": "11am",
                "place": "The café downstairs",
            },
        )
        assert answer.status_code == 302
        session.refresh_from_db()
        assert (session.starts_at, session.room) == (later, "The café downstairs")
        assert session.sequence == 1
        assert told("cafes.moved") == [libraries.sam]
        assert told("cafes.hosting-moved") == [libraries.priya]

    @pytest.mark.parametrize(("who", "waits"), [("priya", True), ("sam", False)])
    def test_either_calls_it_off_and_it_waits_again_for_a_helper_who_did(
        self,
        client,
        libraries,
        sign_in,
        question,
        times,
        who,
        waits,
        django_capture_on_commit_callbacks,
    ):
        session = pick(times)
        sign_in(client, getattr(libraries, who))
        address = reverse("one_to_one_call_off", args=[session.pk])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"because": ""})
        client.post(address, {"because": "Again"})
        session.refresh_from_db()
        assert session.is_cancelled
        assert "can’t make it" in session.cancelled_because
        assert told("cafes.cancelled") == [libraries.sam]
        assert told("cafes.hosting-cancelled") == [libraries.priya]
        assert is_open(question) == waits

    def test_a_helper_who_leaves_loses_nobodys_question(
        self, libraries, question, times, django_capture_on_commit_callbacks
    ):
        session = pick(times)
        with django_capture_on_commit_callbacks(execute=True):
            leaving.leave(libraries.priya)
        session.refresh_from_db()
        assert session.is_cancelled
        assert told("cafes.cancelled") == [libraries.sam]
        assert told("cafes.no-host") == []
        assert is_open(question)
        assert question.with_person == libraries.tom

    def test_an_asker_who_leaves_frees_the_helper(
        self, libraries, times, django_capture_on_commit_callbacks
    ):
        session = pick(times)
        with django_capture_on_commit_callbacks(execute=True):
            leaving.leave(libraries.sam)
        session.refresh_from_db()
        assert session.is_cancelled
        assert told("cafes.hosting-cancelled") == [libraries.priya]


class TestThePages:
    def test_from_the_offer_to_the_session(self, client, libraries, sign_in, question):
        sign_in(client, libraries.priya)
        address = reverse("help_offer_times", args=[question.pk])
        day = timezone.localtime(days(3))
        typed = {
            "day_0_0": day.day,
            "day_0_1": day.month,
            "day_0_2": day.year,
            "starts_0": "2pm",
            "starts_1": "3pm",
            "minutes": "30",
            "place": "My desk",
        }
        page = client.post(address, typed).content.decode()
        assert "Write both the day and the time, or neither" in page
        assert 'value="My desk"' in page
        client.post(address, {**typed, "starts_1": ""})
        times = TimesOffered.objects.get()

        sign_in(client, libraries.sam)
        page = client.get(reverse("help_request", args=[question.pk])).content.decode()
        assert f"{words.day(day)}, 2pm" in page
        pick_it = reverse("help_pick_time", args=[question.pk, times.pk])
        start = {"start": times.starts.get().pk}
        page = client.post(pick_it, start, follow=True).content.decode()
        assert "Your 1-2-1" in page
        assert "My desk" in page
        assert client.post(pick_it, {"start": "x"}, follow=True).status_code == 200

        mine = client.get(reverse("my_page")).content.decode()
        assert "1-2-1 with a colleague" in mine
        sign_in(client, libraries.priya)
        session = times.__class__.objects.get().session
        desk = client.get(reverse("session", args=[session.pk]), follow=True)
        assert libraries.sam.name in desk.content.decode()
        assert "1-2-1" in client.get(reverse("my_page")).content.decode()

    def test_only_the_asker_picks_and_only_its_writer_takes_back(
        self, client, libraries, sign_in, question, times
    ):
        question.reached.add(libraries.tom)
        names = ("help_pick_time", "help_take_times_back")
        for person, name in zip((libraries.priya, libraries.tom), names, strict=True):
            sign_in(client, person)
            address = reverse(name, args=[question.pk, times.pk])
            assert client.post(address).status_code == 403

    def test_an_answer_can_bring_a_cafe_along(
        self, client, libraries, sign_in, question
    ):
        session = SessionFactory()
        sign_in(client, libraries.priya)
        address = reverse("help_request", args=[question.pk])
        client.post(address, {"words": "Come along.", "session": session.pk})
        assert question.answers.get().session == session
        page = sign_in(client, libraries.sam).get(address).content.decode()
        assert reverse("session", args=[session.pk]) in page
        assert HelpRequest.objects.answered().exists()

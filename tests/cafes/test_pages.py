"""Sessions as colleagues see them: each state, and every way in and out of it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

import icalendar
import pytest

from cafes import booking, register, scheduling
from cafes.models import Booking, CafePage
from pages.models import Message
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

NEW = Booking.Experience.NEW


@pytest.fixture
def person(db):
    return PersonFactory(name="Sam Okonkwo-Whitfield", access_needs="A hearing loop")


@pytest.fixture
def signed_in(client, person, sign_in, site_skeleton):
    return sign_in(client, person)


def page_of(client, session):
    return client.get(reverse("session", args=[session.pk])).content.decode()


def book(client, session, **said):
    said = {"experience": NEW, "expects": "place", **said}
    return client.post(reverse("session_book", args=[session.pk]), said)


def give_back(client, session):
    url = reverse("session_give_back", args=[session.pk])
    return client.post(url, follow=True).content.decode()


class TestList:
    def test_says_how_each_session_stands_for_its_reader(self, signed_in, person):
        BookingFactory(session=SessionFactory(capacity=4))
        BookingFactory(person=person)
        full = SessionFactory(full=True)
        BookingFactory.create_batch(3, session=full, waiting=True)
        mine = SessionFactory(full=True)
        BookingFactory(session=mine, waiting=True)
        BookingFactory(session=mine, person=person, waiting=True)
        page = signed_in.get("/cafes/").content.decode()
        for words in (
            "Three places left",
            "You have a place",
            "Full. Three people waiting",
            "You are second in the queue",
        ):
            assert words in page

    def test_leaves_out_what_has_begun_and_what_was_cancelled(self, signed_in):
        for trait in ("begun", "over", "cancelled"):
            SessionFactory(**{trait: True}, cafe__title=f"The {trait} one")
        page = signed_in.get("/cafes/").content.decode()
        assert "In the next three weeks" not in page
        assert "No café has a date just now" in page

    def test_leaves_out_the_sessions_of_a_cafe_that_was_withdrawn(self, signed_in):
        SessionFactory(cafe__live=False, cafe__title="The withdrawn one")
        assert "The withdrawn one" not in signed_in.get("/cafes/").content.decode()

    def test_names_no_module_that_is_not_published(self, client, site_skeleton):
        follows = [
            ModulePageFactory(title="Out and about"),
            ModulePageFactory(title="Still secret"),
        ]
        follows[1].unpublish()
        SessionFactory(cafe=CafePageFactory(follows=follows))
        page = client.get("/cafes/").content.decode()
        assert "Out and about" in page
        assert "Still secret" not in page

    def test_the_public_sees_no_hosts(self, client, site_skeleton):
        SessionFactory(hosts=[PersonFactory(name="Priya Raman")])
        page = client.get("/cafes/").content.decode()
        assert "places left" in page
        assert "Priya" not in page

    def test_costs_the_same_for_one_session_as_for_ten(self, signed_in):
        def add(count):
            for _number in range(count):
                session = SessionFactory(hosts=PersonFactory.create_batch(2))
                BookingFactory.create_batch(2, session=session)

        assert_steady_queries(add, lambda: signed_in.get("/cafes/"))


class TestCafePage:
    def test_shows_the_words_of_the_cafe_and_its_next_sessions(
        self, signed_in, site_skeleton
    ):
        cafe = CafePageFactory(parent=site_skeleton.cafes, slug="cross")
        SessionFactory(cafe=cafe)
        SessionFactory()
        page = signed_in.get("/cafes/cross/").content.decode()
        assert cafe.what_happens in page
        assert page.count("Twelve places left") == 1

    def test_without_a_date_says_so(self, signed_in, site_skeleton):
        CafePageFactory(parent=site_skeleton.cafes, slug="cross")
        assert "No date just now" in signed_in.get("/cafes/cross/").content.decode()

    def test_its_address_cannot_be_that_of_the_sessions(self, site_skeleton):
        page = CafePage(title="Sessions", slug="sessions", summary="-")
        with pytest.raises(Exception, match="is taken"):
            site_skeleton.cafes.add_child(instance=page)


class TestSessionPage:
    def test_says_getting_in_and_about_before_the_form(self, signed_in):
        session = SessionFactory()
        page = page_of(signed_in, session)
        assert page.index(session.venue.access) < page.index("How much have you used")

    def test_offers_what_the_person_told_once(self, signed_in):
        assert "A hearing loop" in page_of(signed_in, SessionFactory())

    def test_the_public_may_look_and_comes_back_after_signing_in(
        self, client, site_skeleton
    ):
        session = SessionFactory(hosts=[PersonFactory(name="Priya Raman")])
        page = page_of(client, session)
        assert f"/sign-in/?next=/cafes/sessions/{session.pk}/" in page
        assert "Priya" not in page
        assert "How much have you used" not in page

    def test_the_link_is_for_those_with_a_place(self, signed_in, person, client):
        session = SessionFactory(online=True)
        assert session.link not in page_of(signed_in, session)
        place = BookingFactory(session=session, person=person, waiting=True)
        assert session.link not in page_of(signed_in, session)
        place.status = Booking.Status.CONFIRMED
        place.save()
        assert session.link in page_of(signed_in, session)

    def test_who_is_coming_is_for_those_with_a_place(self, signed_in, person):
        session = SessionFactory()
        seen = PersonFactory(name="Kwame Darko")
        BookingFactory(session=session, person=seen, name_may_be_seen=True)
        BookingFactory(session=session, person=PersonFactory(name="Joan Braithwaite"))
        assert "Kwame" not in page_of(signed_in, session)
        BookingFactory(session=session, person=person)
        page = page_of(signed_in, session)
        assert "Kwame" in page
        assert seen.service.name in page
        assert "Two more" in page
        assert "Darko" not in page
        assert "Joan" not in page

    def test_a_host_is_led_to_the_desk_and_not_asked_to_book(self, signed_in, person):
        session = SessionFactory(hosts=[person])
        page = page_of(signed_in, session)
        assert reverse("organise_session", args=[session.pk]) in page
        assert "How much have you used" not in page

    @pytest.mark.parametrize(
        ("trait", "words"),
        [
            ("begun", "This one has begun"),
            ("over", "This one is over"),
            ("cancelled", "This one is cancelled"),
        ],
    )
    def test_what_cannot_be_booked_says_why_and_offers_other_dates(
        self, signed_in, trait, words
    ):
        session = SessionFactory(**{trait: True})
        other = SessionFactory(cafe=session.cafe)
        page = page_of(signed_in, session)
        assert words in page
        assert reverse("session", args=[other.pk]) in page
        assert "How much have you used" not in page

    def test_a_cancelled_one_says_what_happened(self, signed_in):
        assert "The heating has failed" in page_of(
            signed_in, SessionFactory(cancelled=True)
        )

    def test_one_of_a_withdrawn_cafe_is_there_for_who_booked_only(
        self, signed_in, person
    ):
        session = SessionFactory(cafe__live=False)
        url = reverse("session", args=[session.pk])
        assert signed_in.get(url).status_code == 404
        assert book(signed_in, session).status_code == 404
        assert not session.bookings.exists()
        BookingFactory(session=session, person=person)
        assert signed_in.get(url).status_code == 200

    def test_an_e_mail_is_spoken_of_only_where_one_was_written(self, signed_in, person):
        session = SessionFactory()
        booking.book(session, person, experience=NEW)
        assert "We’ve e-mailed this to you" in page_of(signed_in, session)
        at_the_door = SessionFactory(begun=True)
        register.add(at_the_door, person)
        page = page_of(signed_in, at_the_door)
        assert "You have a place, Sam" in page
        assert "e-mailed" not in page

    def test_a_turn_in_the_queue_is_given_up_only_when_asked_twice(
        self, signed_in, person
    ):
        place = BookingFactory(person=person, waiting=True)
        page = page_of(signed_in, place.session)
        asked, button = (
            page.index("You would lose your turn"),
            page.index("Yes, take"),
        )
        assert page.index("<details") < asked < button

    def test_who_agreed_to_be_seen_sees_that_it_worked(self, signed_in, person):
        place = BookingFactory(person=person, name_may_be_seen=True)
        page = page_of(signed_in, place.session)
        assert "Others who come will see your first name" in page
        BookingFactory.create_batch(2, session=place.session)
        page = page_of(signed_in, place.session)
        assert "Sam, that’s you" in page
        assert "Two more" in page
        assert "including you" not in page

    def test_who_did_not_agree_is_counted(self, signed_in, person):
        place = BookingFactory(person=person)
        BookingFactory(session=place.session, name_may_be_seen=True)
        BookingFactory(session=place.session)
        page = page_of(signed_in, place.session)
        assert "Two more" in page
        assert "including you" in page
        assert "that’s you" not in page

    def test_who_is_ticked_already_is_not_asked_to_give_back(self, signed_in, person):
        place = BookingFactory(person=person, attended=True)
        assert "Give my place back" not in page_of(signed_in, place.session)
        assert "The register says that you are here" in give_back(
            signed_in, place.session
        )

    def test_costs_the_same_for_one_host_as_for_ten(self, signed_in):
        session = SessionFactory()
        assert_steady_queries(
            lambda count: session.hosts.add(*PersonFactory.create_batch(count)),
            lambda: page_of(signed_in, session),
        )

    def test_one_that_never_was_says_so_and_lists_the_next(self, signed_in):
        session = SessionFactory()
        answer = signed_in.get(reverse("session", args=[session.pk + 1]))
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "We can’t find that café" in page
        assert session.cafe.title in page

    def test_costs_the_same_however_many_come(self, signed_in, person):
        session = SessionFactory(capacity=100)
        BookingFactory(session=session, person=person)

        def add(count):
            BookingFactory.create_batch(count, session=session, name_may_be_seen=True)
            SessionFactory.create_batch(min(count, 3), cafe=session.cafe)

        assert_steady_queries(add, lambda: page_of(signed_in, session))


class TestBook:
    def test_gives_a_place_and_says_so(self, signed_in, person):
        session = SessionFactory()
        answer = book(
            signed_in,
            session,
            needs=["Captions on the screen"],
            access_needs="A hearing loop",
            phone="07700 900118",
            name_may_be_seen="on",
        )
        assert answer.url == reverse("session", args=[session.pk])
        place = session.bookings.get(person=person)
        assert place.access_needs == "Captions on the screen. A hearing loop"
        assert place.name_may_be_seen
        assert "You have a place, Sam" in page_of(signed_in, session)

    def test_pressed_twice_there_is_one_booking_and_one_mail(self, signed_in, person):
        session = SessionFactory()
        book(signed_in, session)
        book(signed_in, session)
        assert session.bookings.count() == 1
        assert Message.objects.filter(recipient=person).count() == 1
        assert "You have a place, Sam" in page_of(signed_in, session)

    def test_nothing_typed_is_lost_when_something_is_to_be_put_right(self, signed_in):
        session = SessionFactory()
        answer = book(
            signed_in,
            session,
            experience="",
            phone="07700 9001",
            hopes="A calm “no”",
            access_needs="A chair with arms",
        )
        page = answer.content.decode()
        assert "<title>Error: Book a place" in page
        assert "Two things to put right" in page
        assert "Say how much you have used it, so that we can seat you well" in page
        assert "That number is two digits short" in page
        assert escape("A calm “no”") in page
        assert "A chair with arms" in page
        assert 'value="07700 9001"' in page
        assert not session.bookings.exists()

    def test_a_session_that_filled_up_meanwhile_says_so(self, signed_in, person):
        session = SessionFactory(full=True)
        book(signed_in, session, expects="place")
        page = page_of(signed_in, session)
        assert "The last place went while you were filling this in" in page
        assert "You are first on the waiting list" in page

    def test_a_session_that_moved_meanwhile_is_not_booked_unseen(self, signed_in):
        session = SessionFactory()
        shown = session.sequence
        scheduling.move(
            session,
            starts_at=session.starts_at + timedelta(days=1),
            ends_at=session.ends_at + timedelta(days=1),
        )
        answer = book(signed_in, session, sequence=shown, hopes="A calm “no”")
        page = answer.content.decode()
        assert "It was moved while you had the page open" in page
        assert escape("A calm “no”") in page
        assert not session.bookings.exists()
        session.refresh_from_db()
        book(signed_in, session, sequence=session.sequence)
        assert session.bookings.count() == 1

    def test_who_asked_to_wait_is_not_told_that_a_place_went(self, signed_in):
        session = SessionFactory(full=True)
        book(signed_in, session, expects="queue")
        page = page_of(signed_in, session)
        assert "The last place went" not in page
        assert "You are first on the waiting list" in page

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"status": "cancelled"}, "was cancelled before you booked"),
            ({"starts_at": timezone.now() - timedelta(minutes=1)}, "has begun"),
        ],
    )
    def test_a_session_that_went_meanwhile_says_so(self, signed_in, changes, words):
        session = SessionFactory()
        type(session).objects.filter(pk=session.pk).update(**changes)
        book(signed_in, session)
        assert not session.bookings.exists()
        assert words in page_of(signed_in, session)

    def test_signed_out_leads_to_signing_in(self, client, site_skeleton):
        session = SessionFactory()
        assert book(client, session).url.startswith("/sign-in/")
        assert not session.bookings.exists()

    def test_the_address_alone_leads_to_the_session(self, signed_in):
        session = SessionFactory()
        answer = signed_in.get(reverse("session_book", args=[session.pk]))
        assert answer.url == reverse("session", args=[session.pk])

    def test_one_that_is_gone_says_so(self, signed_in):
        answer = signed_in.post(reverse("session_book", args=[4711]), {})
        assert answer.status_code == 404


class TestWhatWasSaid:
    def said(self, client, session, **said):
        url = reverse("session_said", args=[session.pk])
        return client.post(url, {"experience": NEW, **said}, follow=True)

    def test_is_shown_as_it_was_said_and_changed(self, signed_in, person):
        session = SessionFactory()
        book(
            signed_in,
            session,
            needs=["A seat near the door"],
            access_needs="A loop. And tea",
            name_may_be_seen="on",
        )
        assert "Change what I said" in page_of(signed_in, session)
        page = signed_in.get(reverse("session_said", args=[session.pk]))
        form = page.context["form"]
        assert form["needs"].value() == ["A seat near the door"]
        assert form["access_needs"].value() == "A loop. And tea"
        answer = self.said(signed_in, session, hopes="A calm no")
        place = session.bookings.get(person=person)
        assert (place.hopes, place.access_needs) == ("A calm no", "")
        assert not place.name_may_be_seen
        assert "Saved. Those who run it see it as it is now." in answer.content.decode()

    def test_nothing_typed_is_lost_when_something_is_to_be_put_right(
        self, signed_in, person
    ):
        place = BookingFactory(person=person)
        answer = self.said(signed_in, place.session, phone="07700 9001", hopes="Calm")
        page = answer.content.decode()
        assert "<title>Error: What you said" in page
        assert 'value="07700 9001"' in page
        assert 'value="Calm"' in page

    @pytest.mark.parametrize(
        "trait", [{"session__begun": True}, {"session__cancelled": True}]
    )
    def test_once_there_is_nothing_to_come_it_stays(self, signed_in, person, trait):
        place = BookingFactory(person=person, **trait)
        answer = self.said(signed_in, place.session, hopes="Calm")
        place.refresh_from_db()
        assert place.hopes == ""
        assert "can’t be changed any more" in answer.content.decode()


class TestGiveBack:
    def test_gives_the_place_back_with_one_press(self, signed_in, person):
        session = SessionFactory()
        booking.book(session, person, experience=NEW)
        assert "You have given your place back" in give_back(signed_in, session)
        assert not session.bookings.live().exists()

    def test_a_second_press_does_no_harm(self, signed_in, person):
        session = SessionFactory()
        booking.book(session, person, experience=NEW)
        give_back(signed_in, session)
        give_back(signed_in, session)
        kinds = Message.objects.filter(kind="cafes.given-back")
        assert kinds.count() == 1

    def test_touches_nobody_elses_place(self, signed_in):
        place = BookingFactory()
        url = reverse("session_give_back", args=[place.session_id])
        assert signed_in.post(url).status_code == 403
        place.refresh_from_db()
        assert place.has_place

    def test_after_the_start_says_that_places_stay(self, signed_in, person):
        place = BookingFactory(person=person, session__begun=True)
        assert "its places stay as they are" in give_back(signed_in, place.session)

    def test_is_never_done_by_opening_an_address(self, signed_in, person):
        place = BookingFactory(person=person)
        url = reverse("session_give_back", args=[place.session_id])
        assert signed_in.get(url).status_code == 405


class TestCalendar:
    def test_is_for_those_with_a_place(self, signed_in, person):
        session = SessionFactory()
        url = reverse("session_calendar", args=[session.pk])
        assert signed_in.get(url).status_code == 403
        place = BookingFactory(session=session, person=person, waiting=True)
        assert signed_in.get(url).status_code == 403
        place.status = Booking.Status.CONFIRMED
        place.save()
        answer = signed_in.get(url)
        assert answer["Content-Type"] == "text/calendar"
        assert "no-store" in answer["Cache-Control"]
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert calendar["METHOD"] == "PUBLISH"

    def test_has_the_words_of_the_session_as_it_is_now(self, signed_in, person):
        place = BookingFactory(person=person)
        scheduling.move(place.session, room="room 9")
        answer = signed_in.get(reverse("session_calendar", args=[place.session_id]))
        assert b"room 9" in answer.content

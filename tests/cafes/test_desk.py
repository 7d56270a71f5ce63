"""The organiser's desk: who may, planning by form, and the register by a door."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from cafes import booking
from cafes.forms import BookingForm
from cafes.models import Booking, Session
from cafes.needs import INTERPRETER
from tests.cafes.factories import (
    BookingFactory,
    CafePageFactory,
    SessionFactory,
    VenueFactory,
)
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries

SHOWN = re.compile(r'name="shown"\s+value="([^"]+)"')

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, sign_in, site_skeleton):
    return sign_in(client, AppointmentFactory(organiser=True).person)


def address(name, session):
    return reverse(f"organise_{name}", args=[session.pk])


def said(**changes):
    """What a form for a session holds, for a week from now."""
    day = timezone.localdate() + timedelta(days=7)
    return {
        "cafe": changes.pop("cafe", None) or CafePageFactory().pk,
        "format": "cafe",
        "day_0": day.day,
        "day_1": day.month,
        "day_2": day.year,
        "starts": "2pm",
        "ends": "3.30pm",
        "venue": VenueFactory().pk,
        "room": "",
        "link": "",
        "capacity": "12",
        "hosts": "",
        **changes,
    }


def change(client, session, **changes):
    """Open the form of a session, and send it with these changes; gives the page."""
    url = address("change", session)
    page = client.get(url)
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    day = typed.pop("day")
    typed |= {"day_0": day.day, "day_1": day.month, "day_2": day.year}
    typed |= {"shown": SHOWN.search(page.content.decode()).group(1), **changes}
    said = {name: value for name, value in typed.items() if value is not None}
    return client.post(url, said, follow=True).content.decode()


def _in_a_week():
    """A moment without seconds, as a form can say it."""
    week = timezone.now() + timedelta(days=7)
    return week.replace(second=0, microsecond=0)


class TestWhoMay:
    def test_others_are_kept_out_of_all_of_it(self, client, sign_in, site_skeleton):
        session = SessionFactory()
        place = BookingFactory(session=session)
        sign_in(client, PersonFactory())
        addresses = [
            reverse("organise"),
            reverse("organise_new"),
            *[
                address(name, session)
                for name in ("session", "another", "change", "cancel", "register")
            ],
        ]
        for url in addresses:
            assert client.get(url).status_code == 403, url
        for url in (
            reverse("organise_tick", args=[session.pk, place.pk]),
            address("add", session),
            address("register", session),
            address("cancel", session),
        ):
            assert client.post(url, {"because": "Spite"}).status_code == 403, url

    def test_a_host_runs_their_own_session_but_does_not_plan(
        self, client, sign_in, site_skeleton
    ):
        host = PersonFactory()
        own, other = SessionFactory(begun=True, hosts=[host]), SessionFactory()
        sign_in(client, host)
        assert client.get(reverse("organise")).status_code == 200
        assert client.get(address("session", own)).status_code == 200
        assert client.get(address("register", own)).status_code == 200
        assert client.get(address("session", other)).status_code == 403
        assert client.get(address("register", other)).status_code == 403
        assert client.get(address("change", own)).status_code == 403
        assert client.get(reverse("organise_new")).status_code == 403

    def test_a_ticked_booking_must_be_of_that_session(
        self, client, sign_in, site_skeleton
    ):
        host = PersonFactory()
        own = SessionFactory(begun=True, hosts=[host])
        elsewhere = BookingFactory(session__begun=True)
        sign_in(client, host)
        url = reverse("organise_tick", args=[own.pk, elsewhere.pk])
        assert client.post(url, {"here": elsewhere.pk}).status_code == 404


class TestDesk:
    def test_lists_what_is_to_come_and_what_was_with_counts_in_words(self, organiser):
        session = SessionFactory(capacity=2)
        BookingFactory.create_batch(2, session=session)
        BookingFactory.create_batch(3, session=session, waiting=True)
        past = SessionFactory(over=True)
        BookingFactory(session=past, attended=True)
        BookingFactory(session=past)
        page = organiser.get(reverse("organise")).content.decode()
        assert "Two of two places taken. Three people waiting" in page
        assert "One of two came" in page

    def test_what_nobody_hosts_stands_out_here_and_at_its_desk(self, organiser):
        session = SessionFactory()
        assert "Nobody is hosting yet. " in organiser.get("/organise/").content.decode()
        desk = organiser.get(address("session", session)).content.decode()
        assert "Name somebody" in desk
        session.hosts.add(PersonFactory())
        assert "Nobody is hosting" not in organiser.get("/organise/").content.decode()

    def test_costs_the_same_for_one_session_as_for_ten(self, organiser):
        def add(count):
            for _number in range(count):
                session = SessionFactory(hosts=[PersonFactory()])
                BookingFactory(session=session)

        assert_steady_queries(add, lambda: organiser.get(reverse("organise")))

    def test_empty_says_what_will_be_there(self, organiser):
        page = organiser.get(reverse("organise")).content.decode()
        assert "Nothing is planned" in page


class TestOneSession:
    def test_shows_who_comes_what_would_help_and_who_waits_in_order(self, organiser):
        session = SessionFactory()
        BookingFactory(
            session=session,
            person__name="Kwame Darko",
            access_needs="Captions on the screen",
            phone="07700 900118",
        )
        for name in ("Zainab Aderibigbe", "Lesley Kirkbride"):
            BookingFactory(session=session, waiting=True, person__name=name)
        page = organiser.get(address("session", session)).content.decode()
        assert "One person with a place" in page
        assert "Captions on the screen" in page
        assert "07700 900118" in page
        assert page.index("Zainab Aderibigbe") < page.index("Lesley Kirkbride")

    def test_what_a_form_asks_to_be_rung_about_is_here_at_once(self, organiser):
        session, person = SessionFactory(), PersonFactory()
        interpreter = str(INTERPRETER)
        form = BookingForm.to_book(
            {"experience": "new", "needs": [interpreter], "phone": "07700 900118"},
            Session.objects.with_places().get(pk=session.pk),
            person,
        )
        assert form.is_valid()
        booking.book(session, person, **form.details())
        page = organiser.get(address("session", session)).content.decode()
        assert interpreter in page
        assert "07700 900118" in page

    def test_what_would_help_and_the_numbers_go_when_it_is_over(self, organiser):
        session = SessionFactory(over=True)
        BookingFactory(
            session=session, access_needs="A hearing loop", phone="07700 900118"
        )
        page = organiser.get(address("session", session)).content.decode()
        assert "A hearing loop" not in page
        assert "07700 900118" not in page

    def test_the_access_team_sees_who_comes_and_not_what_would_help(
        self, client, sign_in, site_skeleton
    ):
        session = SessionFactory()
        BookingFactory(
            session=session, person__name="Kwame Darko", access_needs="A hearing loop"
        )
        sign_in(client, AppointmentFactory(access_team=True).person)
        page = client.get(address("session", session)).content.decode()
        assert "Kwame Darko" in page
        assert "A hearing loop" not in page

    def test_the_query_itself_brings_none_of_it_afterwards(self):
        place = BookingFactory(session__over=True, access_needs="A hearing loop")
        (row,) = Booking.objects.filter(pk=place.pk).for_the_desk(needs_shown=True)
        assert row.would_help == ""
        assert "access_needs" in row.get_deferred_fields()

    def test_costs_the_same_however_many_come(self, organiser):
        session = SessionFactory(capacity=100)

        def add(count):
            BookingFactory.create_batch(count, session=session)
            BookingFactory.create_batch(count, session=session, waiting=True)

        assert_steady_queries(add, lambda: organiser.get(address("session", session)))


class TestPlanning:
    def test_a_session_is_planned_without_script(self, organiser):
        host = PersonFactory(name="Priya Raman")
        answer = organiser.post(reverse("organise_new"), said(hosts="priya raman"))
        session = Session.objects.get()
        assert answer.url == address("session", session)
        start = timezone.localtime(session.starts_at)
        assert (start.hour, start.minute) == (14, 0)
        assert session.ends_at - session.starts_at == timedelta(minutes=90)
        assert list(session.hosts.all()) == [host]

    def test_a_term_is_planned_in_one_form_at_the_same_hour_by_the_clock(
        self, organiser
    ):
        term = said(again="2", times="3", day_0="18", day_1="3", day_2="2027")
        page = organiser.post(reverse("organise_new"), term, follow=True)
        starts = [timezone.localtime(s.starts_at) for s in Session.objects.all()]
        assert [(s.month, s.day, s.hour) for s in starts] == [
            (3, 18, 14),
            (4, 1, 14),
            (4, 15, 14),
        ]
        assert "Thursday 1 April" in page.content.decode()
        again = organiser.post(reverse("organise_new"), term, follow=True)
        assert "This one is on the list already" in again.content.decode()
        assert Session.objects.count() == 3

    def test_a_term_is_planned_whole_or_not_at_all_and_says_which_day_is_in_the_way(
        self, organiser
    ):
        once = said(day_0="1", day_1="4", day_2="2027")
        organiser.post(reverse("organise_new"), once)
        term = {**once, "day_0": "18", "day_1": "3", "again": "2", "times": "3"}
        page = organiser.post(reverse("organise_new"), term).content.decode()
        assert "On the list already: Thursday 1 April" in page
        assert Session.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"again": "1"}, "Write how many times in all, like 6"),
            ({"times": "6"}, "Choose how often it takes place"),
            ({"again": "1", "times": "13"}, "Up to 12 can be planned at once"),
        ],
    )
    def test_half_a_term_is_asked_for_whole(self, organiser, changes, words):
        page = organiser.post(reverse("organise_new"), said(**changes))
        assert words in page.content.decode()
        assert not Session.objects.exists()

    def test_another_like_it_is_filled_in_a_week_later(self, organiser):
        host = PersonFactory()
        session = SessionFactory(room="room 4", capacity=9, hosts=[host])
        desk = organiser.get(address("session", session)).content.decode()
        assert address("another", session) in desk
        form = organiser.get(address("another", session)).context["form"]
        week_later = timezone.localdate(session.starts_at) + timedelta(weeks=1)
        assert form["day"].value() == week_later
        assert (form["room"].value(), form["capacity"].value()) == ("room 4", 9)
        assert form["hosts"].value() == host.email

    def test_pressed_twice_there_is_one_session(self, organiser):
        first = organiser.post(reverse("organise_new"), details := said(room="room 4"))
        again = organiser.post(reverse("organise_new"), details, follow=True)
        assert again.redirect_chain == [(first.url, 302)]
        assert "This one is on the list already" in again.content.decode()
        assert Session.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"day_0": "31", "day_1": "2"}, "There is no such day"),
            ({"day_2": "2020"}, "That is in the past"),
            ({"starts": "half two"}, "Write a time like 2pm, 3.30pm or 14:00"),
            ({"ends": "1pm"}, "It ends before it starts"),
            ({"ends": "12.30am"}, "A session ends by midnight of its day"),
            ({"venue": ""}, "Choose a room, or write the link to meet online"),
            ({"capacity": "0"}, "There must be at least one place"),
            ({"capacity": "a dozen"}, "Write the number of places in digits"),
            ({"hosts": "Nobody Atall"}, "There is nobody here called “Nobody Atall”"),
            ({"cafe": "4711"}, "Choose which café it is"),
        ],
    )
    def test_what_is_amiss_is_said_and_nothing_typed_is_lost(
        self, organiser, changes, words
    ):
        answer = organiser.post(reverse("organise_new"), said(room="room 4", **changes))
        page = answer.content.decode()
        assert words in page
        assert 'value="room 4"' in page
        assert not Session.objects.exists()

    def test_two_of_the_same_name_are_told_apart_by_e_mail(self, organiser):
        PersonFactory.create_batch(2, name="Sam Patel")
        page = organiser.post(reverse("organise_new"), said(hosts="Sam Patel"))
        assert "Write the e-mail instead" in page.content.decode()

    def test_a_change_says_who_hears_of_it(self, organiser):
        session = SessionFactory()
        page = change(organiser, session, room="room 4")
        assert "Nobody has booked yet, so nobody was written to" in page
        BookingFactory(session=session)
        page = change(organiser, session, room="room 5")
        assert "Everyone with a place or waiting has been written to" in page
        page = change(organiser, session, capacity="14")
        assert "Nobody’s calendar changes, so nobody was written to" in page

    def test_who_moves_up_or_comes_or_goes_as_host_is_named_to_whoever_changed_it(
        self, organiser
    ):
        session = SessionFactory(full=True)
        BookingFactory(session=session, waiting=True, person__name="Marcus Bell")
        page = change(organiser, session, capacity="2")
        assert "Marcus Bell has the new place and has been written to." in page
        assert "nobody was written to" not in page
        niamh = PersonFactory(name="Niamh Brogan")
        page = change(organiser, session, hosts=niamh.email)
        assert "Niamh Brogan hosts it now and has been written to." in page
        page = change(organiser, session, hosts="")
        assert "Niamh Brogan hosts it no more and has been written to." in page

    def test_a_form_sent_as_it_was_says_that_nothing_was_changed(self, organiser):
        session = SessionFactory(starts_at=_in_a_week(), hosts=[PersonFactory()])
        assert "You changed nothing" in change(organiser, session)

    def test_a_session_that_is_booked_stays_the_same_cafe(self, organiser):
        session = SessionFactory()
        other = CafePageFactory(title="The other café")
        assert other.title in organiser.get(address("change", session)).content.decode()
        BookingFactory(session=session)
        page = organiser.get(address("change", session)).content.decode()
        assert other.title not in page
        assert "it stays the same café" in page
        change(organiser, session, cafe=other.pk)
        session.refresh_from_db()
        assert session.cafe_id != other.pk

    def test_who_sends_an_old_form_is_told_what_it_is_now_and_asked_again(
        self, organiser
    ):
        session = SessionFactory(room="room 1")
        url = address("change", session)
        old = SHOWN.search(organiser.get(url).content.decode()).group(1)
        change(organiser, session, room="room 2", capacity="9")
        typed = said(cafe=session.cafe_id, room="room 3", shown=old)
        page = organiser.post(url, typed).content.decode()
        assert "Somebody changed this session meanwhile" in page
        assert "room 2, places: 9" in page
        assert 'value="room 3"' in page
        session.refresh_from_db()
        assert session.room == "room 2"
        typed["shown"] = SHOWN.search(page).group(1)
        organiser.post(url, typed)
        session.refresh_from_db()
        assert session.room == "room 3"

    def test_an_old_form_does_not_undo_what_somebody_else_changed(self, organiser):
        session = SessionFactory(starts_at=_in_a_week(), room="room 1", capacity=8)
        url = address("change", session)
        old = organiser.get(url).context["form"]
        change(organiser, session, room="room 2")
        day = old["day"].value()
        typed = {name: old[name].value() for name in old.fields}
        typed |= {"day_0": day.day, "day_1": day.month, "day_2": day.year}
        typed |= {"shown": old.mark(session), "capacity": "9"}
        answer = organiser.post(url, {k: v for k, v in typed.items() if k != "day"})
        form = answer.context["form"]
        assert (form["room"].value(), form["capacity"].value()) == ("room 2", "9")
        assert "Both of you" not in answer.content.decode()
        typed["room"] = "room 3"
        answer = organiser.post(url, {k: v for k, v in typed.items() if k != "day"})
        assert answer.context["form"].errors["room"]
        assert answer.context["form"]["room"].value() == "room 3"

    def test_a_place_given_back_meanwhile_is_no_change_of_the_form(self, organiser):
        session = SessionFactory()
        url = address("change", session)
        mark = SHOWN.search(organiser.get(url).content.decode()).group(1)
        typed = said(cafe=session.cafe_id, shown=mark)
        booking.give_back(BookingFactory(session=session))
        assert organiser.post(url, typed).status_code == 302

    def test_a_withdrawn_cafe_stays_that_of_its_session(self, organiser):
        session = SessionFactory(cafe__live=False)
        change(organiser, session, room="room 5")
        session.refresh_from_db()
        assert session.room == "room 5"

    @pytest.mark.parametrize(("ends", "is_refused"), [("2am", True), ("3am", False)])
    def test_the_hour_that_the_clocks_skip_is_counted(
        self, organiser, ends, is_refused
    ):
        morning = {"day_0": "28", "day_1": "3", "day_2": "2027"}
        answer = organiser.post(
            reverse("organise_new"), said(starts="1.30am", ends=ends, **morning)
        )
        assert ("clocks go forward" in answer.content.decode()) is is_refused
        assert Session.objects.exists() is not is_refused

    def test_too_few_places_are_refused_in_words(self, organiser):
        session = SessionFactory()
        BookingFactory.create_batch(2, session=session)
        page = change(organiser, session, capacity="1")
        assert "There can’t be fewer: two people have a place" in page

    def test_cancelling_what_is_booked_needs_a_reason(self, organiser):
        session = SessionFactory()
        BookingFactory(session=session)
        page = organiser.post(address("cancel", session), {"because": " "})
        assert "Say why, so that people understand" in page.content.decode()
        organiser.post(address("cancel", session), {"because": "Snow"})
        session.refresh_from_db()
        assert session.is_cancelled

    def test_cancelling_what_nobody_booked_needs_none(self, organiser):
        session = SessionFactory()
        page = organiser.get(address("cancel", session)).content.decode()
        assert "Nobody has booked" in page
        organiser.post(address("cancel", session), {"because": ""})
        session.refresh_from_db()
        assert session.is_cancelled

    @pytest.mark.parametrize("trait", ["begun", "cancelled"])
    def test_what_is_settled_leads_back_to_its_desk(self, organiser, trait):
        session = SessionFactory(**{trait: True})
        for name in ("change", "cancel"):
            answer = organiser.get(address(name, session))
            assert answer.url == address("session", session)


class TestRegister:
    @pytest.fixture
    def session(self, db):
        return SessionFactory(begun=True)

    def test_a_tick_is_saved_at_once_and_counted(self, organiser, session):
        place, _other = BookingFactory.create_batch(2, session=session)
        url = reverse("organise_tick", args=[session.pk, place.pk])
        page = organiser.post(url, {"here": place.pk}).content.decode()
        assert "One of two is here." in page
        assert "None of two are here." in organiser.post(url).content.decode()

    def test_a_tick_taken_away_is_saved_whatever_else_is_ticked(
        self, organiser, session
    ):
        place, other = BookingFactory.create_batch(2, session=session)
        for each in (place, other):
            url = reverse("organise_tick", args=[session.pk, each.pk])
            organiser.post(url, {"here": each.pk})
        url = reverse("organise_tick", args=[session.pk, place.pk])
        # As htmx sends it: with the other boxes of the form.
        page = organiser.post(url, {"here": [other.pk]}).content.decode()
        assert "One of two is here." in page

    def test_is_saved_as_a_form_too(self, organiser, session):
        first, second = BookingFactory.create_batch(2, session=session)
        organiser.post(address("register", session), {"here": [first.pk, second.pk]})
        page = organiser.get(address("register", session)).content.decode()
        assert "Two of two are here." in page
        organiser.post(
            address("register", session),
            {"shown": [first.pk, second.pk], "here": [second.pk, "rubbish"]},
        )
        first.refresh_from_db()
        assert first.status == Booking.Status.CONFIRMED

    def test_before_its_time_says_when_it_opens(self, organiser):
        session = SessionFactory()
        page = organiser.get(address("register", session)).content.decode()
        assert "The register opens on" in page
        place = BookingFactory(session=session)
        url = reverse("organise_tick", args=[session.pk, place.pk])
        assert organiser.post(url, {"here": place.pk}).status_code == 403

    def test_adds_who_just_turned_up_by_e_mail_or_name(self, organiser, session):
        one = PersonFactory(name="Olwen Dunwoody")
        two = PersonFactory(name="Farida Iqbal")
        organiser.post(address("add", session), {"who": one.email.upper()})
        organiser.post(address("add", session), {"who": "farida"})
        there = session.bookings.there()
        assert {place.person for place in there} == {one, two}

    def test_says_when_more_came_than_there_are_places(self, organiser):
        session = SessionFactory(begun=True, full=True)
        late = PersonFactory(name="Farida Iqbal")
        answer = organiser.post(
            address("add", session), {"who": late.email}, follow=True
        )
        page = answer.content.decode()
        assert "Farida Iqbal is here. That makes one person more than there" in page

    def test_says_of_somebody_on_the_list_that_they_are_on_it(self, organiser):
        session = SessionFactory(begun=True, full=True)
        booked = BookingFactory(
            session=session, person=PersonFactory(name="Farida Iqbal")
        ).person
        answer = organiser.post(
            address("add", session), {"who": booked.email}, follow=True
        )
        page = answer.content.decode()
        assert "Farida Iqbal is on the list already, and is here now." in page
        assert "than there are places" not in page

    def test_asks_which_one_when_there_are_several(self, organiser, session):
        PersonFactory(name="Sam Patel", email="patel@aireford.example")
        PersonFactory(name="Sam Ashworth", email="ashworth@aireford.example")
        page = organiser.post(address("add", session), {"who": "Sam"}).content.decode()
        assert "Which “Sam” is it?" in page
        assert "patel@aireford.example" not in page
        assert not session.bookings.exists()

    def test_the_one_who_is_pressed_is_added(self, organiser, session):
        _other, one = PersonFactory.create_batch(2, name="Sam Patel")
        organiser.post(address("add", session), {"who": "Sam Patel", "person": one.pk})
        (place,) = session.bookings.there()
        assert place.person == one

    def test_nobody_is_added_by_number_alone(self, organiser, session):
        one = PersonFactory(name="Farida Iqbal")
        organiser.post(address("add", session), {"who": "Zog", "person": one.pk})
        assert not session.bookings.exists()

    @pytest.mark.parametrize("typed", ["a", "Far", "Jo", "@", "aireford.example", "."])
    def test_offers_nobody_for_part_of_a_name(self, organiser, session, typed):
        PersonFactory(name="Farida Iqbal")
        PersonFactory(name="Jo Farrar-Jones")
        page = organiser.post(address("add", session), {"who": typed}).content.decode()
        assert "Nobody here is called" in page
        assert not session.bookings.exists()

    @pytest.mark.parametrize("typed", ["jones", "Jo Farrar", "jo farrar-jones", "joey"])
    def test_knows_a_whole_name_and_what_they_are_called(
        self, organiser, session, typed
    ):
        one = PersonFactory(name="Jo Farrar-Jones", known_as="Joey")
        organiser.post(address("add", session), {"who": typed})
        assert [place.person for place in session.bookings.there()] == [one]

    def test_says_when_nobody_is_called_so(self, organiser, session):
        page = organiser.post(address("add", session), {"who": "Zog"}).content.decode()
        assert "Nobody here is called “Zog”" in page

    def test_costs_the_same_however_many_come(self, organiser, session):
        assert_steady_queries(
            lambda count: BookingFactory.create_batch(count, session=session),
            lambda: organiser.get(address("register", session)),
        )

"""Booking for somebody who rang in, and giving their place back for them."""

from datetime import timedelta

from django.urls import reverse

import pytest

from cafes import scheduling
from cafes.models import Booking
from cafes.permissions import bookable_by, can_book_for
from pages import composing
from pages.models import Message
from people.models import User
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db

ANSWERS = {"experience": "new", "access_needs": "A lift", "phone": "07700 900123"}


@pytest.fixture
def marcus(client, sign_in, site_skeleton):
    marcus = AppointmentFactory(access_team=True, person__name="Marcus Bell").person
    sign_in(client, marcus)
    return marcus


def find(client, session, who):
    url = reverse("organise_find", args=[session.pk])
    return client.post(url, {"who": who}, follow=True)


def book(client, session, person, **changes):
    url = reverse("organise_book", args=[session.pk, person.pk])
    said = {**ANSWERS, "sequence": session.sequence, **changes}
    return client.post(url, said, follow=True)


def give_back(client, place, held="place"):
    url = reverse("organise_give_back", args=[place.session_id, place.pk])
    return client.post(url, {"held": held}, follow=True)


def written(kind, person):
    message = Message.objects.get(kind=kind, recipient=person)
    message.claimed_at = message.due_at
    return composing.mail_of(message, composing.email_of(message))


class TestWhoMay:
    def test_hosts_neither_find_people_nor_book_for_them(
        self, client, sign_in, site_skeleton
    ):
        host, sam = PersonFactory(), PersonFactory()
        session = SessionFactory(hosts=[host])
        sign_in(client, host)
        assert find(client, session, sam.name).status_code == 403
        assert book(client, session, sam).status_code == 403
        desk = client.get(reverse("organise_session", args=[session.pk]))
        assert "Book somebody in" not in desk.content.decode()

    def test_hosts_give_back_in_their_own_session_only(
        self, client, sign_in, site_skeleton
    ):
        host = PersonFactory()
        theirs = BookingFactory(session=SessionFactory(hosts=[host]))
        another = BookingFactory()
        sign_in(client, host)
        assert give_back(client, another).status_code == 403
        give_back(client, theirs)
        theirs.refresh_from_db()
        assert theirs.is_given_back

    def test_the_queryset_says_the_same_as_the_predicate(self):
        askers = [
            AppointmentFactory(access_team=True).person,
            AppointmentFactory(organiser=True).person,
            AppointmentFactory().person,
            AppointmentFactory(organiser=True, ended=True).person,
        ]
        people = [PersonFactory(), PersonFactory(left=True)]
        people.append(PersonFactory(is_active=False))
        for asker in askers:
            may = {p for p in User.objects.all() if can_book_for(asker, p)}
            assert set(bookable_by(asker)) == may
            assert may & set(people) <= {people[0]}


class TestFinding:
    def test_the_one_who_is_meant_is_next(self, client, marcus):
        sam = PersonFactory(name="Sam Okonkwo")
        page = find(client, SessionFactory(), "sam okonkwo")
        assert page.context["person"] == sam

    def test_several_are_told_apart_and_part_of_a_name_finds_nobody(
        self, client, marcus
    ):
        for _each in range(2):
            PersonFactory(name="Sam Okonkwo")
        session = SessionFactory()
        assert "Which “Sam” is it?" in find(client, session, "Sam").content.decode()
        page = find(client, session, "Okon").content.decode()
        assert "Nobody here is called “Okon”" in page


class TestBooking:
    def test_gives_a_place_and_remembers_who_booked(self, client, marcus):
        session, sam = SessionFactory(), PersonFactory(name="Sam Okonkwo")
        page = book(client, session, sam).content.decode()
        assert "Sam Okonkwo has a place and has been written to." in page
        place = sam.bookings.get()
        assert (place.status, place.booked_by) == (Booking.Status.CONFIRMED, marcus)
        assert (place.access_needs, place.name_may_be_seen) == ("A lift", False)

    def test_the_access_team_does_not_see_afterwards_what_would_help(
        self, client, marcus
    ):
        session = SessionFactory()
        assert "A lift" not in book(client, session, PersonFactory()).content.decode()

    def test_what_somebody_keeps_about_themselves_is_not_shown(self, client, marcus):
        sam = PersonFactory(access_needs="A hearing loop", phone="0113 496 0000")
        url = reverse("organise_book", args=[SessionFactory().pk, sam.pk])
        page = client.get(url).content.decode()
        assert "A hearing loop" not in page
        assert "0113 496 0000" not in page

    def test_the_confirmation_says_who_booked_and_the_way_back(self, client, marcus):
        session, sam = SessionFactory(), PersonFactory()
        book(client, session, sam)
        mail = written("cafes.place-given", sam)
        for text in (mail.body, mail.alternatives[0][0]):
            said = text.replace("<b>", "").replace("</b>", "")
            assert "Marcus Bell booked this for you." in said
            assert "give your place back" in said

    def test_somebody_who_books_themselves_reads_nothing_of_it(self, client, marcus):
        book(client, SessionFactory(), marcus)
        assert marcus.bookings.get().booked_by is None
        assert "for you" not in written("cafes.place-given", marcus).body

    def test_is_the_waiting_list_when_full(self, client, marcus):
        session, sam = SessionFactory(full=True), PersonFactory(name="Sam Okonkwo")
        page = book(client, session, sam).content.decode()
        assert "Sam Okonkwo is on the waiting list and has been written to." in page
        assert "Marcus Bell booked this for you" in written("cafes.waiting", sam).body

    def test_pressed_twice_there_is_one_booking(self, client, marcus):
        session, sam = SessionFactory(), PersonFactory(name="Sam Okonkwo")
        book(client, session, sam)
        page = book(client, session, sam).content.decode()
        assert "Sam Okonkwo has a place already." in page
        assert sam.bookings.count() == 1

    def test_a_session_that_moved_is_asked_about_and_nothing_typed_is_lost(
        self, client, marcus
    ):
        session, sam = SessionFactory(), PersonFactory()
        later = session.starts_at + timedelta(hours=2)
        scheduling.move(session, starts_at=later, ends_at=later + timedelta(hours=1))
        page = book(client, session, sam, sequence=0).content.decode()
        assert "It was moved while you had the page open" in page
        assert "07700 900123" in page
        assert not sam.bookings.exists()

    @pytest.mark.parametrize("trait", ["begun", "cancelled", "over"])
    def test_what_nobody_can_book_leads_back_to_its_desk(self, client, marcus, trait):
        session, sam = SessionFactory(**{trait: True}), PersonFactory()
        response = book(client, session, sam)
        assert response.redirect_chain[-1][0].endswith(f"/organise/{session.pk}/")
        assert not sam.bookings.exists()

    def test_somebody_who_has_left_cannot_be_booked(self, client, marcus):
        assert (
            book(client, SessionFactory(), PersonFactory(left=True)).status_code == 404
        )

    def test_one_begins_with_the_person_too(self, client, marcus):
        sam = PersonFactory()
        booked, free = BookingFactory(person=sam).session, SessionFactory()
        page = client.get(reverse("organise_for", args=[sam.pk])).content.decode()
        assert reverse("organise_book", args=[free.pk, sam.pk]) in page
        assert reverse("organise_book", args=[booked.pk, sam.pk]) not in page

    def test_their_page_leads_there_for_who_may(self, client, marcus):
        held = marcus.appointments.get()
        sam = PersonFactory(service=held.service)
        url = reverse("team_person", args=[held.service.slug, sam.pk])
        way = reverse("organise_for", args=[sam.pk])
        assert way in client.get(url).content.decode()
        held.role = "champion"
        held.save()
        assert way not in client.get(url).content.decode()

    def test_the_list_for_a_person_costs_the_same_for_ten(self, client, marcus):
        url = reverse("organise_for", args=[PersonFactory().pk])
        assert_steady_queries(
            lambda count: SessionFactory.create_batch(count), lambda: client.get(url)
        )


class TestGivingBack:
    def test_is_asked_first_and_told_with_a_name(self, client, marcus):
        place = BookingFactory(person__name="Sam Okonkwo")
        url = reverse("organise_give_back", args=[place.session_id, place.pk])
        asked = client.get(url).content.decode()
        assert "Give back the place of Sam Okonkwo?" in asked
        place.refresh_from_db()
        assert place.has_place
        give_back(client, place)
        mail = written("cafes.given-back", place.person)
        assert "Marcus Bell gave your place back for you" in mail.body
        assert "Thank you" not in mail.body
        assert "You have given" not in mail.subject

    def test_a_turn_in_the_queue_too(self, client, marcus):
        place = BookingFactory(session=SessionFactory(full=True), waiting=True)
        give_back(client, place, held="queue")
        mail = written("cafes.left-queue", place.person)
        assert "Marcus Bell took you off it" in mail.body

    def test_who_has_a_place_by_now_is_asked_about_once_more(self, client, marcus):
        place = BookingFactory()
        page = give_back(client, place, held="queue").content.decode()
        assert "They have a place now." in page
        place.refresh_from_db()
        assert place.has_place

    def test_pressed_twice_it_is_told_once(self, client, marcus):
        place = BookingFactory(person__name="Sam Okonkwo")
        give_back(client, place)
        page = give_back(client, place).content.decode()
        assert "it was given back before" in page
        assert Message.objects.filter(recipient=place.person).count() == 1

    @pytest.mark.parametrize("trait", ["begun", "cancelled"])
    def test_once_it_has_begun_or_is_cancelled_nothing_is_given_back(
        self, client, marcus, trait
    ):
        place = BookingFactory(**{f"session__{trait}": True})
        page = give_back(client, place).content.decode()
        assert "It has begun or was cancelled" in page
        place.refresh_from_db()
        assert place.has_place

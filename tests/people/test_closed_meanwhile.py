"""What somebody writes while what it was for ends: the words stay with them."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from cafes.models import Session
from champions.models import HelpAnswer
from people.models import Absence, Appointment, UnsentForm
from tests.cafes.factories import CafePageFactory, SessionFactory, VenueFactory
from tests.champions.factories import HelpRequestFactory
from tests.learning.factories import ModulePageFactory, plan, step
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory
from tests.people.test_unsent import HERE, form_on, send

pytestmark = pytest.mark.django_db

WORDS = "Ring the repairs desk first, then write."


@pytest.fixture
def libraries(site_skeleton):
    return ServiceFactory(parent=ServiceFactory())


@pytest.fixture
def priya(libraries):
    """Champion of the libraries."""
    priya = PersonFactory(service=libraries)
    AppointmentFactory(person=priya, service=libraries)
    return priya


@pytest.fixture
def question(priya, libraries):
    return HelpRequestFactory(
        person=PersonFactory(service=libraries), with_person=priya
    )


def tab_of(person):
    tab = Client(enforce_csrf_checks=True)
    tab.force_login(person)
    return tab


def assert_words_are_there(tab, answer):
    assert answer.url == "/me/unsent/"
    page = tab.get(answer.url).content.decode()
    assert "not open to you any more" in page
    assert WORDS in page


def end_roles(person):
    yesterday = timezone.localdate() - timedelta(days=1)
    person.appointments.update(ends_on=yesterday)


class TestAnswering:
    @pytest.fixture
    def page(self, question):
        return reverse("help_request", args=[question.pk])

    def test_who_is_not_champion_any_more_keeps_the_words(self, priya, page):
        tab = tab_of(priya)
        fields = form_on(tab, page)
        end_roles(priya)
        assert_words_are_there(tab, send(tab, page, {**fields, "words": WORDS}))
        assert not HelpAnswer.objects.exists()

    def test_who_is_away_from_today_on_may_still_send_it(self, priya, page):
        tab = tab_of(priya)
        fields = form_on(tab, page)
        today = timezone.localdate()
        Absence.objects.create(person=priya, starts_on=today, ends_on=today)
        send(tab, page, {**fields, "words": WORDS})
        assert HelpAnswer.objects.get().words == WORDS

    def test_the_question_of_who_moved_is_answered_by_whom_it_reached(
        self, priya, page, question
    ):
        tab = tab_of(priya)
        fields = form_on(tab, page)
        question.person.service = ServiceFactory()
        question.person.save()
        send(tab, page, {**fields, "words": WORDS})
        assert HelpAnswer.objects.get().words == WORDS


class TestElsewhere:
    def test_a_role_that_ends_in_the_middle_of_planning(self, libraries):
        ada = PersonFactory()
        AppointmentFactory(
            person=ada,
            service=libraries.get_parent(),
            role=Appointment.Role.ORGANISER,
        )
        CafePageFactory()
        VenueFactory()
        tab, page = tab_of(ada), reverse("organise_new")
        fields = form_on(tab, page, "room")
        end_roles(ada)
        assert_words_are_there(tab, send(tab, page, {**fields, "room": WORDS}))
        assert not Session.objects.exists()

    def test_a_module_that_is_put_away(self, priya):
        module = ModulePageFactory(steps=[step("Last", plan())])
        tab, page = tab_of(priya), f"{module.url}last/"
        fields = form_on(tab, page)
        module.unpublish()
        answer = send(tab, page, {**fields, "act": "plan", "words": WORDS})
        assert_words_are_there(tab, answer)

    def test_a_session_that_is_gone(self, priya):
        session = SessionFactory()
        tab, page = tab_of(priya), reverse("session", args=[session.pk])
        fields = form_on(tab, page, "hopes")
        to = reverse("session_book", args=[session.pk])
        session.delete()
        answer = send(tab, page, {**fields, "hopes": WORDS}, to=to)
        assert_words_are_there(tab, answer)

    def test_without_words_the_page_itself_says_what_became_of_it(self, priya):
        session = SessionFactory()
        tab, page = tab_of(priya), reverse("session", args=[session.pk])
        fields = form_on(tab, page, "hopes")
        to = reverse("session_book", args=[session.pk])
        session.delete()
        answer = send(tab, page, {**fields, "experience": "new"}, to=to)
        assert answer.status_code == 404
        assert "We can’t find that café" in answer.content.decode()
        assert not UnsentForm.objects.exists()

    def test_a_form_that_does_not_say_who_opened_it_keeps_nothing(self, priya):
        tab = Client()
        tab.force_login(priya)
        answer = tab.post(
            "/help/999/", {"words": WORDS}, headers={"referer": f"{HERE}/help/"}
        )
        assert answer.status_code == 404
        assert not UnsentForm.objects.exists()

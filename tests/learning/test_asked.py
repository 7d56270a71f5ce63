"""What somebody who was asked to do a module reads: on their page, the module's, by
mail."""

from datetime import timedelta

from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

import pytest

from learning import asking_to_learn
from learning.asked import Asked, AskedOfMe
from learning.models import Assignment
from pages import sending
from pages.models import Message
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def asked(site_skeleton):
    """Priya has asked Sam."""
    return AssignmentFactory(
        person=PersonFactory(name="Sam Okonkwo"),
        asked_by=PersonFactory(name="Priya Raman"),
        module__title="Answering people well",
    )


def day(days):
    return timezone.localdate() + timedelta(days=days)


class TestWords:
    def test_a_day_to_come_is_named(self, asked):
        asked.by_day = day(3)
        assert Asked(asked).by_when.startswith("If you can, by ")

    def test_the_day_itself_has_not_passed(self, asked):
        asked.by_day = day(0)
        assert Asked(asked).by_when.startswith("If you can, by ")

    def test_a_day_that_has_passed_is_said_plainly(self, asked):
        asked.by_day = day(-1)
        said = Asked(asked).by_when
        assert said.endswith("It is there whenever you have time.")
        assert "overdue" not in said.lower()

    def test_without_a_day_nothing_is_said(self, asked):
        assert Asked(asked).by_when == ""

    def test_an_asker_who_was_erased_is_a_colleague(self, asked):
        asked.asked_by = None
        assert Asked(asked).suggested == "A colleague suggested this today"

    def test_the_nearest_day_comes_first_and_none_last(self, asked):
        later = AssignmentFactory(person=asked.person, by_day=day(30))
        soon = AssignmentFactory(person=asked.person, by_day=day(2))
        shown = [one.assignment for one in AskedOfMe(asked.person).open]
        assert shown == [soon, later, asked]

    def test_an_unpublished_module_is_not_shown(self, asked):
        asked.module.unpublish()
        assert not AskedOfMe(asked.person).open


class TestPages:
    def test_my_page_says_who_why_and_by_when(self, client, sign_in, asked):
        Assignment.objects.update(by_day=day(3))
        page = sign_in(client, asked.person).get("/me/").content.decode()
        assert "Suggested to you" in page
        assert "Priya suggested this today" in page
        assert asked.reason in page
        assert "If you can, by" in page

    def test_the_module_says_so_too_to_that_person_only(self, client, sign_in, asked):
        page = sign_in(client, asked.person).get(asked.module.url).content.decode()
        assert asked.reason in page
        other = sign_in(client, PersonFactory()).get(asked.module.url)
        assert asked.reason not in other.content.decode()
        client.logout()
        assert asked.reason not in client.get(asked.module.url).content.decode()

    def test_finished_it_is_not_shown_any_more(self, client, sign_in, asked):
        CompletionFactory(person=asked.person, module=asked.module)
        page = sign_in(client, asked.person).get("/me/").content.decode()
        assert "Suggested to you" not in page

    def test_taken_back_it_is_told_until_it_is_put_away(self, client, sign_in, asked):
        asking_to_learn.withdraw(asked, asked.asked_by, "Never mind the module.")
        sign_in(client, asked.person)
        for address in ("/me/", asked.module.url):
            page = client.get(address).content.decode()
            assert "Priya has taken back the suggestion to do" in page
            assert "Never mind the module." in page
        put_away = reverse("asked_put_away", args=[asked.pk])
        assert client.post(put_away).url == "/me/"
        assert client.post(put_away).url == "/me/"
        assert "Never mind" not in client.get("/me/").content.decode()

    def test_nobody_else_puts_it_away(self, client, sign_in, asked):
        asking_to_learn.withdraw(asked, asked.asked_by, "Never mind.")
        sign_in(client, asked.asked_by)
        answer = client.post(reverse("asked_put_away", args=[asked.pk]))
        assert answer.status_code == 404
        assert Assignment.objects.to_put_away().exists()

    def test_my_page_costs_the_same_for_one_as_for_ten(self, client, sign_in, asked):
        sign_in(client, asked.person)

        def add(count):
            for _number in range(count):
                module = ModulePageFactory()
                AssignmentFactory(person=asked.person, module=module)
                AssignmentFactory(person=asked.person, module=module, taken_back=True)

        assert_steady_queries(add, lambda: client.get("/me/"))


class TestMail:
    @pytest.fixture(autouse=True)
    def into_memory(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    @pytest.fixture
    def posted(self, site_skeleton):
        """Priya asks Sam by the process, so that a message waits."""
        priya = AppointmentFactory(person__name="Priya Raman").person
        sam = PersonFactory(
            name="Sam Okonkwo", service=priya.appointments.get().service
        )
        module = ModulePageFactory(title="Answering people well")
        asking_to_learn.ask(priya, [sam.pk], module, "A thing between us.", day(4))
        return Assignment.objects.get()

    def send(self):
        return sending.deliver(Message.objects.get().pk)

    @override_settings(SITE_URL="https://sociable.example")
    def test_it_names_the_module_and_keeps_the_reason_behind_sign_in(self, posted):
        assert self.send() == Message.Status.SENT
        letter = mail.outbox[0]
        html = letter.alternatives[0][0]
        assert letter.to == [posted.person.email]
        assert letter.subject == "Priya suggests a module for you"
        for body in (letter.body, html):
            assert "Answering people well" in body
            assert "https://sociable.example/me/" in body
            assert "If you can, by" in body
            assert "between us" not in body

    def test_it_is_not_sent_once_it_is_taken_back(self, posted):
        asking_to_learn.withdraw(posted, posted.asked_by, "Never mind.")
        assert self.send() == Message.Status.NOT_NEEDED

    def test_it_is_not_sent_once_it_is_finished(self, posted):
        CompletionFactory(person=posted.person, module=posted.module)
        assert self.send() == Message.Status.NOT_NEEDED

    def test_it_is_not_sent_of_a_module_that_was_withdrawn(self, posted):
        posted.module.unpublish()
        assert self.send() == Message.Status.NOT_NEEDED
        assert not mail.outbox

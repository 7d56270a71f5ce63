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
        return sending.deliver(Message.objects.get(kind="learning.asked").pk)

    def send_taken_back(self):
        return sending.deliver(Message.objects.get(kind="learning.taken-back").pk)

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

    def test_an_answer_reaches_whoever_asked_as_long_as_they_have_the_role(
        self, posted
    ):
        self.send()
        assert mail.outbox[0].reply_to == [posted.asked_by.email]
        assert f"/asked/{posted.pk}/not-for-me/" in mail.outbox[0].body
        posted.asked_by.appointments.all().delete()
        Message.objects.update(status=Message.Status.WAITING)
        self.send()
        assert mail.outbox[1].reply_to == []

    def test_taken_back_it_is_told_to_whoever_had_the_mail(self, posted):
        self.send()
        asking_to_learn.withdraw(posted, posted.asked_by, "A thing between us.")
        assert self.send_taken_back() == Message.Status.SENT
        letter = mail.outbox[1]
        assert "Priya has taken back the suggestion" in letter.body
        assert "between us" not in letter.body + letter.alternatives[0][0]

    def test_taken_back_it_is_not_told_to_whoever_had_none(self, posted):
        asking_to_learn.withdraw(posted, posted.asked_by, "Never mind.")
        assert self.send_taken_back() == Message.Status.NOT_NEEDED

    def test_nor_once_it_was_read(self, posted):
        self.send()
        one = asking_to_learn.withdraw(posted, posted.asked_by, "Never mind.")
        asking_to_learn.put_away(one)
        assert self.send_taken_back() == Message.Status.NOT_NEEDED

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


class TestNotForMe:
    @pytest.fixture
    def decline(self, client, sign_in, asked, site_skeleton):
        """Priya, who looks after Sam, has asked; Sam says that it is not for them."""
        AppointmentFactory(person=asked.asked_by, service=asked.person.service)
        sign_in(client, asked.person)
        address = reverse("asked_not_for_me", args=[asked.pk])

        def decline(because=""):
            sent = {"because": because}
            return client.post(address, sent, follow=True).content.decode()

        return decline

    def test_one_press_is_enough_and_whoever_asked_is_told(self, decline, asked):
        assert "Priya is told that" in decline()
        asked.refresh_from_db()
        assert not asked.is_open
        assert Asked(asked).ended == "Sam said today that it is not for them."
        told = Message.objects.get()
        assert (told.kind, told.recipient) == ("learning.declined", asked.asked_by)
        assert not AskedOfMe(asked.person).open
        assert not AskedOfMe(asked.person).taken_back

    def test_the_words_are_for_whoever_asked_behind_sign_in(
        self, decline, asked, settings
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        decline("I am on the desk all winter.")
        asked.refresh_from_db()
        assert Asked(asked).ended.endswith(": “I am on the desk all winter.”")
        sending.deliver(Message.objects.get().pk)
        assert "winter" not in mail.outbox[0].body
        assert "Sam" not in mail.outbox[0].body

    def test_too_long_is_said_and_nothing_is_lost(self, decline, asked):
        page = decline("winter " * 60)
        assert "That is too long" in page
        assert "winter winter" in page
        asked.refresh_from_db()
        assert asked.is_open

    def test_pressed_twice_it_is_told_once(self, decline):
        for _press in range(2):
            assert "Priya is told that" in decline()
        assert Message.objects.count() == 1

    def test_what_had_ended_stays_as_it_was(self, decline, asked):
        CompletionFactory(person=asked.person, module=asked.module)
        assert "You have finished" in decline()
        assert not Message.objects.filter(kind="learning.declined").exists()

    def test_my_page_offers_it(self, client, decline, asked):
        assert f"/asked/{asked.pk}/not-for-me/" in client.get("/me/").content.decode()

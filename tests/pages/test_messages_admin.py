"""The list of messages: who may look, who may send again, and never a word of them."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from pages import outbox
from pages.models import Message
from tests.people.factories import PersonFactory

LIST = "/admin/messages/"
Status = Message.Status


@pytest.fixture
def administrator(db):
    return PersonFactory(is_superuser=True)


@pytest.fixture
def message(db):
    return outbox.post(
        "people.password-reset", PersonFactory(name="Delroy Mapplebeck"), key="1"
    )


def inspect(message):
    return reverse("messages:inspect", args=[message.pk])


def send_again(message):
    return reverse("messages:send_again", args=[message.pk])


def test_the_administrator_sees_what_became_of_each(client, administrator, message):
    client.force_login(administrator)
    page = client.get(LIST).content.decode()
    assert "Delroy Mapplebeck" in page
    assert "Waiting" in page
    page = client.get(inspect(message)).content.decode()
    assert "A link to a new password, to Delroy Mapplebeck" in page
    page = str(BeautifulSoup(page, "html.parser").find("dl"))
    assert message.recipient.email in page
    assert "None" not in page
    assert "people.password-reset" not in page


@pytest.mark.parametrize("group", ["Editors", "Digital access team"])
def test_who_asked_for_help_is_nobody_elses_to_see(
    client, site_skeleton, message, group
):
    person = PersonFactory()
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    assert client.get(LIST).status_code in (302, 403)
    assert client.get(inspect(message)).status_code in (302, 403)


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_writes_changes_or_deletes_one(client, administrator, message, view):
    client.force_login(administrator)
    arguments = [] if view == "add" else [message.pk]
    response = client.post(reverse(f"messages:{view}", args=arguments))
    assert response.status_code in (302, 403)
    assert list(Message.objects.values_list("pk", "kind")) == [
        (message.pk, "people.password-reset")
    ]


def test_a_message_that_is_unsure_goes_back_in_line_by_one_press(
    client, administrator, message
):
    Message.objects.update(status=Status.UNSURE)
    client.force_login(administrator)
    assert "Send again" in client.get(inspect(message)).content.decode()
    client.post(send_again(message))
    message.refresh_from_db()
    assert message.status == Status.WAITING


def test_a_message_that_was_sent_offers_no_such_press_and_takes_none(
    client, administrator, message
):
    Message.objects.update(status=Status.SENT)
    client.force_login(administrator)
    assert "Send again" not in client.get(inspect(message)).content.decode()
    page = client.post(send_again(message), follow=True).content.decode()
    assert "Nothing was done" in page
    message.refresh_from_db()
    assert message.status == Status.SENT


def test_whoever_may_only_look_cannot_send_again(client, site_skeleton, message):
    looker = PersonFactory()
    looker.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_message", "access_admin"])
    )
    Message.objects.update(status=Status.UNSURE)
    client.force_login(looker)
    assert "Send again" not in client.get(inspect(message)).content.decode()
    assert client.post(send_again(message)).status_code in (302, 403)
    message.refresh_from_db()
    assert message.status == Status.UNSURE


class TestOnTheFirstPage:
    @staticmethod
    def fail(status=Status.NOT_SENT, ago=timedelta(hours=1)):
        Message.objects.update(status=status, settled_at=timezone.now() - ago)

    @pytest.mark.parametrize("status", Message.FAILED)
    def test_what_failed_is_counted_and_leads_to_itself(
        self, client, administrator, message, status
    ):
        outbox.post("people.welcome", PersonFactory(name="Sent Already"), key="2")
        Message.objects.filter(pk=message.pk).update(
            status=status, settled_at=timezone.now()
        )
        client.force_login(administrator)
        page = BeautifulSoup(client.get("/admin/").content, "html.parser")
        (link,) = [a for a in page("a") if "1 message not sent" in a.text]
        listed = client.get(link["href"]).content.decode()
        assert "Delroy Mapplebeck" in listed
        assert "Sent Already" not in listed

    def test_nothing_is_said_when_all_went_or_it_is_long_ago(
        self, client, administrator, message
    ):
        client.force_login(administrator)
        assert "not sent" not in client.get("/admin/").content.decode()
        self.fail(ago=timedelta(days=15))
        assert "message not sent" not in client.get("/admin/").content.decode()

    def test_an_editor_is_not_told(self, client, site_skeleton, message):
        self.fail()
        editor = PersonFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        client.force_login(editor)
        assert "message not sent" not in client.get("/admin/").content.decode()

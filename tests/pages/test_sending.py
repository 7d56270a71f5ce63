"""A message is sent once, or is in sight as not sent or unsure."""

from datetime import timedelta

from django.core import mail
from django.db import transaction
from django.utils import timezone

import pytest

from pages import outbox, sending
from pages.models import Heartbeat, Message
from tests.pages.smtp import free_port
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
Status = Message.Status


def a_kind_of(name, compose):
    return outbox.Kind(name, compose, label=name)


@pytest.fixture(autouse=True)
def a_kind(monkeypatch):
    """A kind of message whose words are the password reset's frame."""
    said = {"composed": 0}

    def compose(message):
        said["composed"] += 1
        if message.about.get("over"):
            return None
        return outbox.Email("Hello", "pages/email/test_message", {"words": "Hello"})

    monkeypatch.setitem(outbox.KINDS, "test.hello", a_kind_of("test.hello", compose))
    return said


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    folder = tmp_path / "pages" / "email"
    folder.mkdir(parents=True)
    (folder / "test_message.txt").write_text("{{ words }}, {{ recipient.called }}")
    (folder / "test_message.html").write_text("<p>{{ words }}</p>")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]


def a_message(**about):
    return outbox.post(
        "test.hello", PersonFactory(name="Sam Okonkwo"), key="1", **about
    )


def test_a_message_is_sent_once_however_often_it_is_delivered(server):
    message = a_message()
    assert sending.deliver(message.pk) == Status.SENT
    assert sending.deliver(message.pk) is None
    sending.sweep()
    assert len(server.taken) == 1
    message.refresh_from_db()
    assert server.message_ids == [message.message_id]
    assert message.settled_at is not None


def test_the_same_key_is_written_once():
    person = PersonFactory()
    first = outbox.post("test.hello", person, key="same")
    assert outbox.post("test.hello", person, key="same") == first
    assert outbox.post("test.hello", PersonFactory(), key="same") != first


def test_a_message_rolled_back_was_never_written():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_message()
        raise ZeroDivisionError
    assert not Message.objects.exists()


def test_what_to_say_is_decided_when_it_is_sent(server):
    message = a_message(over=True)
    assert sending.deliver(message.pk) == Status.NOT_NEEDED
    assert server.taken == []


def test_nothing_is_sent_to_someone_who_has_left(server):
    message = a_message()
    message.recipient.left_on = timezone.localdate()
    message.recipient.save()
    assert sending.deliver(message.pk) == Status.NOT_NEEDED


def test_no_mail_server_means_later_and_later_and_in_the_end_not_sent(settings):
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    message = a_message()
    at, pauses = timezone.now(), []
    while sending.deliver(message.pk, at) == Status.WAITING:
        message.refresh_from_db()
        pauses.append(message.due_at - at)
        at = message.due_at
    message.refresh_from_db()
    assert message.status == Status.NOT_SENT
    assert message.attempts == sending.MOST_ATTEMPTS
    assert pauses == sorted(pauses)
    assert pauses[0] == sending.FIRST_PAUSE
    assert pauses[-1] <= sending.LONGEST_PAUSE
    assert message.trouble


def test_a_refusal_for_now_is_tried_again(server):
    server.reply = "451 Busy"
    message = a_message()
    assert sending.deliver(message.pk) == Status.WAITING
    server.reply = "250 Taken"
    message.refresh_from_db()
    assert sending.deliver(message.pk, message.due_at) == Status.SENT
    assert len(server.taken) == 1


@pytest.mark.parametrize("where", ["recipient_reply", "reply"])
def test_a_refusal_for_good_is_in_sight_as_not_sent(server, where):
    setattr(server, where, "550 No such person")
    message = a_message()
    assert sending.deliver(message.pk) == Status.NOT_SENT
    message.refresh_from_db()
    assert "550 No such person" in message.trouble


def test_the_log_says_which_was_not_sent_and_why_but_not_to_whom(server, caplog):
    message = a_message()
    link = "https://sociable.example/forgotten-password/1-secret/"
    server.reply = f"550 Spam: {link} for <{message.recipient.email}> refused"
    sending.deliver(message.pk)
    message.refresh_from_db()
    (logged,) = [r.getMessage() for r in caplog.records if r.name == "pages.sending"]
    assert logged.startswith(f"Message {message.pk} is not-sent: The mail server")
    for words in (logged, message.trouble):
        assert "Spam" in words
        assert "secret" not in words
        assert message.recipient.email not in words


def test_the_log_says_which_is_tried_again(server, caplog):
    server.reply = "451 Busy"
    message = a_message()
    sending.deliver(message.pk)
    assert f"Message {message.pk} is tried again" in caplog.text
    assert "451 Busy" in caplog.text


def test_a_line_that_breaks_while_handing_over_leaves_it_unsure_and_not_resent(server):
    server.drops_the_line = True
    message = a_message()
    assert sending.deliver(message.pk) == Status.UNSURE
    sending.sweep(timezone.now() + timedelta(days=1))
    assert len(server.taken) == 1


def test_sending_again_keeps_the_message_id(server):
    server.drops_the_line = True
    message = a_message()
    sending.deliver(message.pk)
    message.refresh_from_db()
    first = message.message_id
    server.drops_the_line = False
    assert sending.send_again(message)
    assert sending.deliver(message.pk) == Status.SENT
    assert server.message_ids == [first, first]


def test_a_sent_message_cannot_be_sent_again(server):
    message = a_message()
    sending.deliver(message.pk)
    assert not sending.send_again(message)


def test_the_sweep_sends_what_no_nudge_reached(server):
    message = a_message()
    sending.sweep()
    message.refresh_from_db()
    assert message.status == Status.SENT
    assert Heartbeat.objects.get(name="sweep").beat_at


def test_what_stopped_while_being_prepared_is_sent_after_all(server):
    message = a_message()
    Message.objects.update(status=Status.PREPARING, claimed_at=timezone.now())
    sending.sweep()
    assert server.taken == [], "a claim that is fresh is somebody's"
    sending.sweep(timezone.now() + sending.CLAIM_LASTS + timedelta(seconds=1))
    message.refresh_from_db()
    assert message.status == Status.SENT


def test_what_stopped_while_being_handed_over_is_unsure(server):
    message = a_message()
    Message.objects.update(status=Status.HANDING_OVER, claimed_at=timezone.now())
    sending.sweep(timezone.now() + sending.CLAIM_LASTS + timedelta(seconds=1))
    message.refresh_from_db()
    assert message.status == Status.UNSURE
    assert server.taken == []


def test_a_composer_that_fails_does_not_stop_the_others(server, monkeypatch):
    def broken(message):
        raise KeyError("gone")

    monkeypatch.setitem(outbox.KINDS, "test.broken", a_kind_of("test.broken", broken))
    bad = outbox.post("test.broken", PersonFactory(), key="1")
    good = a_message()
    sending.sweep()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, good.status) == (Status.WAITING, Status.SENT)


def test_a_calendar_entry_travels_with_its_method(monkeypatch, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    entry = b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
    monkeypatch.setitem(
        outbox.KINDS,
        "test.hello",
        a_kind_of(
            "test.hello",
            lambda message: outbox.Email(
                "Off", "pages/email/test_message", {}, entry, "CANCEL"
            ),
        ),
    )
    sending.deliver(a_message().pk)
    kinds = [part.get_content_type() for part in mail.outbox[0].message().walk()]
    part = next(
        part
        for part in mail.outbox[0].message().walk()
        if part.get_content_type() == "text/calendar"
    )
    assert kinds[:4] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert part.get_param("method") == "CANCEL"
    assert b"METHOD:CANCEL" in part.get_payload(decode=True)


def test_one_mailbox_that_is_busy_holds_up_nobody_else(server, monkeypatch):
    busy = outbox.post("test.hello", PersonFactory(email="busy@x.example"), key="1")
    other = a_message()
    take = server.handle_RCPT

    async def busy_for_one(smtp, session, envelope, address, options):
        if address == "busy@x.example":
            return "450 Busy"
        return await take(smtp, session, envelope, address, options)

    server.handle_RCPT = busy_for_one
    sending.sweep()
    busy.refresh_from_db()
    other.refresh_from_db()
    assert (busy.status, other.status) == (Status.WAITING, Status.SENT)


def test_a_message_that_kills_its_worker_each_time_is_not_tried_for_ever(server):
    message = a_message()
    Message.objects.update(
        status=Status.PREPARING,
        claimed_at=timezone.now(),
        attempts=sending.MOST_ATTEMPTS,
    )
    sending.sweep(timezone.now() + sending.CLAIM_LASTS + timedelta(seconds=1))
    message.refresh_from_db()
    assert message.status == Status.NOT_SENT
    assert server.taken == []

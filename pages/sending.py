"""Sending a message once, or leaving it in sight as not sent or unsure.

SMTP cannot promise exactly once: between handing a message over and hearing that
it was taken, either side can fall. So a row goes through two steps that are each
committed before the next begins. While it is being prepared nothing has left the
house, and it may be tried again. Once it is being handed over nobody but the other
server can know, and what stops there is shown as unsure, never sent twice by itself.

A digest takes what it carries with it through the second step, in one commit each time:
so each of those is as sent, unsure or not sent as the mail in which it was.
"""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pages import composing, gathering, outbox, trouble
from pages.models import Heartbeat, Message

logger = logging.getLogger(__name__)

# How long a claimed message may stay claimed: far longer than EMAIL_TIMEOUT.
CLAIM_LASTS = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
SWEEP_TAKES = 200

Status = Message.Status


class ServerAway(Exception):
    """No mail server answered; its one argument is the message's status now."""


def deliver(message_id, at=None):
    """Send the message if it is still to be sent.

    Gives what became of it, or None when nothing was tried: somebody else has it,
    its time has not come, or it could not be composed (that is tried again).
    """
    try:
        return _deliver(message_id, at or timezone.now())
    except ServerAway as away:
        return away.args[0]


def _deliver(message_id, now):
    if not _claim(message_id, now):
        return None
    message = Message.objects.select_related("recipient").get(pk=message_id)
    try:
        email = composing.email_of(message)
        mail = email and composing.mail_of(message, email)
    except Exception as error:
        logger.exception("Message %s could not be composed", message.pk)
        _again_later(message, now, error)
        return None
    if mail is None:
        return _settle(message, Status.NOT_NEEDED)
    return _hand_over(message, email, mail, now)


def sweep(at=None):
    """Pick up what was missed and bring what stopped half-way into sight."""
    now = at or timezone.now()
    Heartbeat.objects.update_or_create(name="sweep", defaults={"beat_at": now})
    before = now - CLAIM_LASTS
    stopped = Message.objects.stuck_preparing(before)
    given_up = stopped.filter(attempts__gte=MOST_ATTEMPTS).update(
        status=Status.NOT_SENT,
        settled_at=now,
        trouble="The worker stopped each time while it prepared this.",
    )
    stopped.update(status=Status.WAITING)
    unsure = Message.objects.stuck_handing_over(before).update(
        status=Status.UNSURE,
        settled_at=now,
        trouble="The worker stopped while the mail server was taking it.",
    )
    if given_up or unsure:
        logger.warning("Stopped half-way: %s not sent, %s unsure", given_up, unsure)
    _look_after_what_goes_together(now)
    due = Message.objects.due(now).order_by("due_at", "pk")
    try:
        for message_id in due.values_list("pk", flat=True)[:SWEEP_TAKES]:
            _deliver(message_id, now)
    except ServerAway:
        logger.warning("The mail server is away; what is due waits for the next sweep")


@transaction.atomic
def send_again(message):
    """Put a message that was not sent, or is unsure, back in line, with what it
    carried.

    Its Message-ID stays, so that a mailbox that has it already can tell.
    """
    failed = Message.objects.failed()
    again = failed.filter(pk=message.pk, gathered_in=None).update(
        status=Status.WAITING, attempts=0, due_at=timezone.now(), trouble=""
    )
    if again:
        failed.filter(gathered_in=message).update(status=Status.TOGETHER, trouble="")
        transaction.on_commit(lambda: outbox.nudge(message.pk))
    return bool(again)


def _look_after_what_goes_together(now):
    """What a digest left behind goes in the next; what it could not bring is not sent
    either."""
    Message.objects.stranded().update(
        status=Status.NOT_SENT,
        settled_at=now,
        trouble="What it was to go with could not be sent.",
    )
    for message in Message.objects.left_behind().filter(kind__in=outbox.KINDS):
        gathering.gather(message, outbox.KINDS[message.kind].waits)


def _claim(message_id, now):
    """Take the message for ourselves; only one worker's update finds it waiting."""
    return (
        Message.objects.due(now)
        .filter(pk=message_id)
        .update(status=Status.PREPARING, claimed_at=now, attempts=F("attempts") + 1)
    )


def _hand_over(message, email, mail, now):
    """Open the door to the mail server, say so in the row, then hand over."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(_again_later(message, now, error)) from error
    try:
        if not _begin_handing_over(message, email.carries):
            return None
        return _send(message, mail, connection, now)
    finally:
        _close(connection)


@transaction.atomic
def _begin_handing_over(message, carries):
    """Commit that from now on only the other server knows; False if a sweep that
    thought us dead has taken the message back, or if something that the mail holds was
    taken out of it meanwhile: then the next sweep finds it, and it is made anew."""
    ours = Message.objects.filter(
        pk=message.pk, status=Status.PREPARING, claimed_at=message.claimed_at
    )
    inside = Message.objects.filter(
        pk__in=carries, gathered_in=message, status=Status.TOGETHER
    )
    begun = {"status": Status.HANDING_OVER, "message_id": message.message_id}
    if not ours.update(**begun):
        return False
    if inside.update(**begun, claimed_at=message.claimed_at) != len(carries):
        transaction.set_rollback(True)
        return False
    return True


def _send(message, mail, connection, now):
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _words in error.recipients.values())
        return _refused(message, now, code, error)
    except smtplib.SMTPResponseException as error:
        return _refused(message, now, error.smtp_code, error)
    except (OSError, smtplib.SMTPException) as error:
        # The line broke: the server may have taken it before.
        return _settle(message, Status.UNSURE, error)
    return _settle(message, Status.SENT)


def _refused(message, now, code, error):
    """A refusal in words: for now (4xx), or for good (5xx)."""
    if 400 <= code < 500:
        return _again_later(message, now, error)
    return _settle(message, Status.NOT_SENT, error)


@transaction.atomic
def _again_later(message, now, error):
    if message.attempts >= MOST_ATTEMPTS:
        return _settle(message, Status.NOT_SENT, error)
    pause = min(FIRST_PAUSE * 2 ** (message.attempts - 1), LONGEST_PAUSE)
    message.due_at = now + pause
    message.status = Status.WAITING
    message.trouble = trouble.in_words(error)
    message.save(update_fields=["due_at", "status", "trouble", "message_id"])
    _carried_by(message).update(status=Status.TOGETHER)
    logger.warning("Message %s is tried again: %s", message.pk, message.trouble)
    return message.status


@transaction.atomic
def _settle(message, status, error=None):
    message.status = status
    message.settled_at = timezone.now()
    message.trouble = trouble.in_words(error) if error else ""
    message.save(update_fields=["status", "settled_at", "trouble", "message_id"])
    _carried_by(message).update(
        status=status, settled_at=message.settled_at, trouble=message.trouble
    )
    if error:
        logger.warning("Message %s is %s: %s", message.pk, status, message.trouble)
    return status


def _carried_by(message):
    """What is in the mail that is being handed over."""
    return Message.objects.filter(gathered_in=message, status=Status.HANDING_OVER)


def _close(connection):
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("The mail server had closed the line already")

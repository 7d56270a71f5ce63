"""Writing to people: every e-mail is a row first, and what to say is decided late.

`post` writes a row in the caller's transaction and, once that is committed, nudges
the worker. The row is the truth and the broker only a nudge: a sweep each minute
picks up what was missed. Each kind of message has one composer, registered by the
app that owns it in its `messages.py`; it is called at sending time with the row and
gives an `Email`, or None when there is nothing left to tell.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from pages.models import Message

logger = logging.getLogger(__name__)


@dataclass
class Email:
    """What a composer gives back.

    `template` names a pair: `<template>.txt` and `<template>.html`. `calendar` is
    an iCalendar text and `calendar_method` its METHOD (REQUEST, CANCEL).
    """

    subject: str
    template: str
    context: dict = field(default_factory=dict)
    calendar: bytes = b""
    calendar_method: str = ""


COMPOSERS: dict[str, Callable[[Message], Email | None]] = {}


def kind(name):
    """Register the decorated function as composer of messages of this kind."""

    def register(composer):
        COMPOSERS[name] = composer
        return composer

    return register


def post(kind, to, *, key, due_at=None, **about):
    """Write a message of a kind to a person; the same key is written only once.

    `about` are the ids of what it is about. Gives the message back, or the one
    that was there under that key.
    """
    message, is_new = Message.objects.get_or_create(
        key=f"{kind}:{to.pk}:{key}",
        defaults={
            "kind": kind,
            "recipient": to,
            "about": about,
            "due_at": due_at or timezone.now(),
        },
    )
    if is_new:
        transaction.on_commit(lambda: nudge(message.pk))
    return message


def nudge(message_id):
    """Tell the worker that a message waits; without a broker the sweep finds it."""
    from pages.tasks import deliver

    try:
        deliver.delay(message_id)
    except Exception:  # noqa: BLE001 (each transport has errors of its own)
        logger.warning("The queue is away; the sweep will find message %s", message_id)

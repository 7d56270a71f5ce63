"""Writing to people: every e-mail is a row first, and what to say is decided late.

`post` writes a row in the caller's transaction and, once that is committed, nudges
the worker. The row is the truth and the broker only a nudge: a sweep each minute
picks up what was missed. Each kind of message has one composer, registered by the
app that owns it in its `messages.py`; it is called at sending time with the row and
gives an `Email`, or None when there is nothing left to tell. There it also says what
the kind is called, whether it may wait for others, and whether it may be turned off.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from pages import gathering
from pages.models import Message

logger = logging.getLogger(__name__)

# How long a kind of message may wait to go together with others.
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)


@dataclass
class Short:
    """What a message comes to among others: a sentence, and one way on."""

    words: str
    url: str
    label: str


@dataclass
class Email:
    """What a composer gives back.

    `template` names a pair: `<template>.txt` and `<template>.html`. `calendar` is
    an iCalendar text and `calendar_method` its METHOD (REQUEST, CANCEL). `short` is
    how it is told among others, for a kind that may wait. `reply_to` is the e-mail that
    an answer reaches, where that is a colleague.

    `kinds` and `carries` are filled in for a message that holds others: of which kinds
    they are, and the ids of their rows.
    """

    subject: str
    template: str
    context: dict = field(default_factory=dict)
    calendar: bytes = b""
    calendar_method: str = ""
    short: Short | None = None
    reply_to: str = ""
    kinds: tuple = ()
    carries: tuple = ()


@dataclass(frozen=True)
class Kind:
    """A kind of message. `label` is what it is called in "my details", and `hint` says
    there what one misses without it. `waits` is how long it may wait for others;
    nothing: it goes at once. `may_be_off` is whether a person may turn it off, and
    `is_about_account` whether it is about getting in: that is no place to speak of
    which messages one gets."""

    name: str
    compose: Callable[[Message], Email | None]
    label: str
    hint: str = ""
    waits: timedelta | None = None
    may_be_off: bool = False
    is_about_account: bool = False


KINDS: dict[str, Kind] = {}


def kind(name, label, **more):
    """Register the decorated function as composer of messages of this kind; `more` are
    the other fields of Kind."""

    def register(composer):
        KINDS[name] = Kind(name, composer, label, **more)
        return composer

    return register


@transaction.atomic
def post(kind, to, *, key, due_at=None, to_address="", **about):
    """Write a message of a kind to a person; the same key is written only once.

    `about` are the ids of what it is about; `to_address` is where it goes, if not to
    the e-mail that the person will have then. Gives the message back, or the one that
    was there under that key.
    """
    message, is_new = Message.objects.get_or_create(
        key=f"{kind}:{to.pk}:{key}",
        defaults={
            "kind": kind,
            "recipient": to,
            "about": about,
            "due_at": due_at or timezone.now(),
            "to_address": to_address,
        },
    )
    if is_new and not gathering.gather(message, KINDS[kind].waits):
        transaction.on_commit(lambda: nudge(message.pk))
    return message


def nudge(message_id):
    """Tell the worker that a message waits; without a broker the sweep finds it."""
    from pages.tasks import deliver

    try:
        deliver.delay(message_id)
    except Exception:  # noqa: BLE001 (each transport has errors of its own)
        logger.warning("The queue is away; the sweep will find message %s", message_id)

"""The one mail in which several messages go together, made when it is sent."""

import dataclasses
import logging

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from pages import composing, outbox, trouble, words
from pages.gathering import DIGEST
from pages.models import Message

logger = logging.getLogger(__name__)

# How many hours one that cannot be composed is tried.
MOST_TRIES = 3

Status = Message.Status


@outbox.kind(DIGEST, _lazy("Several messages in one"))
def digest(message):
    """All that waits for this hour and is still true; one alone goes as itself. None
    when nothing is left."""
    inside = message.gathered.filter(status=Status.TOGETHER)
    inside = inside.select_related("recipient").order_by("due_at", "pk")
    told = [(each, email) for each in inside if (email := _told(each, message))]
    if not told:
        return None
    facts = {
        "kinds": tuple({each.kind: None for each, _email in told}),
        "carries": tuple(each.pk for each, _email in told),
    }
    if len(told) == 1:
        return dataclasses.replace(told[0][1], **facts)
    subject = ngettext(
        "%(number)s thing for you", "%(number)s things for you", len(told)
    )
    return outbox.Email(
        subject=capfirst(subject % {"number": words.in_words(len(told))}),
        template="pages/email/digest",
        context={
            "emails": [email for _each, email in told],
            "day": timezone.localdate(message.due_at),
        },
        **facts,
    )


def _told(each, digest):
    """What one of them has to say now, or None; what cannot be composed stays behind
    for the next time, and holds up none of the others."""
    each.claimed_at = digest.claimed_at
    try:
        email = composing.email_of(each)
    except Exception as error:
        logger.exception("Message %s could not be composed", each.pk)
        each.attempts += 1
        each.trouble = trouble.in_words(error)
        if each.attempts >= MOST_TRIES:
            each.status, each.settled_at = Status.NOT_SENT, digest.claimed_at
        each.save(update_fields=["attempts", "trouble", "status", "settled_at"])
        return None
    if email is None:
        each.status, each.settled_at = Status.NOT_NEEDED, digest.claimed_at
        each.save(update_fields=["status", "settled_at"])
    return email

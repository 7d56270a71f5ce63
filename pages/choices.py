"""How many messages a person wants: together or as they come, and which not at all.

Only of kinds that allow it. A choice holds from that moment, also for what waits.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from pages import gathering, outbox
from pages.models import KindTurnedOff, Message, MessageChoice

SALT = "pages.choices"
# A link in a mail turns off as long as a mail is likely to be looked at again.
LINK_LASTS = 60 * 60 * 24 * 365  # seconds

Status = Message.Status


class NoSuchLink(Exception):
    """A link to turn messages off is not one of ours, or was cut short."""


class LinkTooOld(NoSuchLink):
    """It was good, for a year."""


@dataclass(frozen=True)
class Choice:
    """What a person has chosen: a rhythm, and the names of the kinds turned off."""

    rhythm: str
    off: frozenset


def chosen_by(person):
    """What the person has chosen up to now."""
    kept = MessageChoice.objects.filter(person=person).first()
    off = KindTurnedOff.objects.filter(person=person).values_list("kind", flat=True)
    return Choice(
        kept.rhythm if kept else MessageChoice.Rhythm.AS_THEY_COME, frozenset(off)
    )


def is_off(person, kind):
    """Whether the person has turned this kind off."""
    return KindTurnedOff.objects.filter(person=person, kind=kind).exists()


def kinds_that_may_be_off():
    """Every kind that a person may turn off."""
    return [kind for kind in outbox.KINDS.values() if kind.may_be_off]


@transaction.atomic
def keep(person, rhythm, off):
    """Keep how the person wants messages: a rhythm, and the names of the kinds that are
    to be off; the others are on. What waits goes as they want it now."""
    MessageChoice.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
    KindTurnedOff.objects.filter(person=person).exclude(kind__in=off).delete()
    turn_off(person, off)
    _gather_what_waits(person)


def turn_off(person, kinds):
    """Turn kinds off, by their names; twice is once, one that may not be is left."""
    allowed = {kind.name for kind in kinds_that_may_be_off()}
    for name in allowed.intersection(kinds):
        KindTurnedOff.objects.get_or_create(person=person, kind=name)


def address_to_turn_off(person, kinds):
    """The address at which anyone who has the mail can turn these kinds off for the
    person to whom it went; without signing in, so it opens nothing else."""
    names = sorted(kind.name for kind in kinds)
    token = signing.dumps([person.pk, names], salt=SALT, compress=True)
    return settings.SITE_URL + reverse("turn_off", args=[token])


def read(token):
    """Give the person's id and the kinds (outbox.Kind) that a link names; those that
    may not be off any more are left out. Raises NoSuchLink or LinkTooOld."""
    try:
        person_id, names = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.SignatureExpired as error:
        raise LinkTooOld from error
    except signing.BadSignature as error:
        raise NoSuchLink from error
    return person_id, [k for k in kinds_that_may_be_off() if k.name in names]


def _gather_what_waits(person):
    can_wait = [kind.name for kind in outbox.KINDS.values() if kind.waits]
    waiting = Message.objects.filter(
        recipient=person, status__in=[Status.WAITING, Status.TOGETHER], attempts=0
    )
    for message in waiting.filter(kind__in=can_wait):
        digest = gathering.gather(message, outbox.KINDS[message.kind].waits)
        if digest is None:
            _nudge_later(message)


def _nudge_later(message):
    transaction.on_commit(lambda: outbox.nudge(message.pk))

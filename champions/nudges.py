"""Writing to somebody of one's team in one's own words, and leaving them in peace.

Nobody is written to twice in a fortnight, by whomever; nor while they are away, nor
about a module that they have finished; nor when they would rather be spoken to. This is
asked when the form is opened, when it is sent, and once more when the mail leaves:
whatever has changed by then holds it back, and the writer sees so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from django.db import transaction
from django.utils import timezone

from champions.models import Nudge, RatherSpokenTo
from champions.querysets import FORTNIGHT
from learning.models import Completion, ModulePage
from pages import outbox
from people.looking_after import away_until
from people.models import User
from people.permissions import can_look_after

HeldBack = Nudge.HeldBack


class Why(Enum):
    """Why somebody is not to be written to."""

    NOT_YOURS = auto()
    RATHER_SPOKEN_TO = auto()
    AWAY = auto()
    LATELY = auto()
    FINISHED = auto()


@dataclass(frozen=True)
class Refusal:
    """Why not, from which day on it may be done, and the letter or the module that it
    is about, where there are such."""

    why: Why
    again_on: date | None = None
    nudge: Nudge | None = None
    module: ModulePage | None = None


class NotToBeWrittenTo(Exception):
    """Takes the Refusal."""

    def __init__(self, refusal):
        super().__init__(refusal.why.name)
        self.refusal = refusal


@dataclass(frozen=True)
class Written:
    """The letter, and whether it `is_new`."""

    nudge: Nudge
    is_new: bool


def why_not(writer, person, module=None, at=None):
    """Give the Refusal of a letter to this person now, or None when it may be written.
    `module` is the one that it asks them to go on with."""
    at = at or timezone.now()
    if refusal := _not_now(writer, person, module, at):
        return refusal
    lately = _lately(person, at).select_related("writer").first()
    if lately:
        again_on = timezone.localdate(lately.written_at) + FORTNIGHT
        return Refusal(Why.LATELY, again_on, nudge=lately)
    return None


@transaction.atomic
def write(writer, person, words, module=None, at=None):
    """Write to the person: kept, and sent as a mail. Gives a Written.

    The same words of the same writer, sent again, are the same letter. Two who look
    after the person at once: one of them is refused. Raises NotToBeWrittenTo.
    """
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    same = _lately(person, at).filter(writer=writer, words=words).first()
    if same:
        return Written(same, is_new=False)
    if refusal := why_not(writer, person, module, at):
        raise NotToBeWrittenTo(refusal)
    nudge = Nudge.objects.create(
        person=person, writer=writer, module=module, words=words, written_at=at
    )
    outbox.post("champions.nudge", person, key=str(nudge.pk), nudge=nudge.pk)
    return Written(nudge, is_new=True)


@transaction.atomic
def may_leave(nudge, at):
    """Decide whether the mail of a letter leaves at that moment; if not, it is kept
    that it was held back, and why."""
    found = Nudge.objects.select_for_update(of=["self"]).get(pk=nudge.pk)
    refusal = _not_now(found.writer, found.person, found.module, at)
    if refusal and not found.held_back:
        found.held_back = _AS_HELD_BACK[refusal.why]
        found.save(update_fields=["held_back"])
    return not found.held_back


def rather_be_spoken_to(person, at=None):
    """No more letters to this person for now. Twice is as good as once."""
    since = at or timezone.now()
    RatherSpokenTo.objects.get_or_create(person=person, defaults={"since": since})


def be_written_to_again(person):
    """Take that back."""
    RatherSpokenTo.objects.filter(person=person).delete()


_AS_HELD_BACK = {
    Why.NOT_YOURS: HeldBack.NOT_YOURS,
    Why.RATHER_SPOKEN_TO: HeldBack.SPOKEN_TO,
    Why.AWAY: HeldBack.AWAY,
    Why.FINISHED: HeldBack.FINISHED,
}


def _not_now(writer, person, module, at):
    """The Refusal for which it does not matter who wrote before, or None."""
    day = timezone.localdate(at)
    if writer is None or not can_look_after(writer, person, day):
        return Refusal(Why.NOT_YOURS)
    if RatherSpokenTo.objects.filter(person=person).exists():
        return Refusal(Why.RATHER_SPOKEN_TO)
    if until := away_until(person, day):
        return Refusal(Why.AWAY, until + timedelta(days=1))
    finished = Completion.objects.filter(
        enrolment__person=person, enrolment__module=module
    )
    if module and finished.exists():
        return Refusal(Why.FINISHED, module=module)
    return None


def _lately(person, at):
    day = timezone.localdate(at)
    return Nudge.objects.sent().lately(day).filter(person=person)

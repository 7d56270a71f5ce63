"""Two records of one person made one, and two again.

Somebody has two where a new one was made after a changed name or e-mail, or a move. All
that hangs on one goes to the other, as each app has said (merge_rules.py); the one that
is left is closed: nobody signs in with it, and its open sessions end. Its e-mail stays
its own, so that a file of staff that still names it means the person (staff_known.py).
For 30 days it can be undone, unless something has changed since.
"""

import hashlib
import json
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import log

from people import merge_ledger, merge_rules
from people.merge_ledger import ChangedSince, Ledger, called
from people.models import Merge, User

__all__ = ["ChangedSince"]


class CannotMerge(Exception):
    """These two are not made one; as a string it says why."""


class PreviewIsOld(Exception):
    """It would do something else by now than was shown."""


class CannotUndo(Exception):
    """It was undone already, is too long ago, or a record was erased since; as a string
    it says which."""


@dataclass(frozen=True)
class Part:
    """One sort of things: how many there are, and why they stay, in words."""

    called: str
    count: int
    words: str = ""


@dataclass
class Preview:
    """What a merge does: what moves, what stays with the closed record, and how it is
    settled what is there twice. `digest` is the same only for the very same."""

    moves: list = field(default_factory=list)
    stays: list = field(default_factory=list)
    said: list = field(default_factory=list)

    @classmethod
    def of(cls, ledger):
        said = list(dict.fromkeys(str(one) for one in ledger.said))
        return cls(
            [Part(called(label), number) for label, number in ledger.moved.items()],
            [
                Part(called(label), number, why)
                for (label, why), number in ledger.stays.items()
            ],
            said,
        )

    @property
    def digest(self):
        told = [[vars(p) for p in self.moves], [vars(p) for p in self.stays], self.said]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def preview(kept, closed):
    """Say what a merge would do. It is done and taken back, so that nothing else is
    said than what would be. Raises CannotMerge."""
    with transaction.atomic():
        ledger = _done(kept, closed)
        transaction.set_rollback(True)
    return Preview.of(ledger)


@transaction.atomic
def merge(kept, closed, *, by, digest=None):
    """Make two records one. `digest` is that of the preview that was shown. Gives the
    Merge. Raises CannotMerge or PreviewIsOld; then nothing is done."""
    ledger = _done(kept, closed)
    if digest is not None and digest != Preview.of(ledger).digest:
        raise PreviewIsOld
    done = Merge.objects.create(
        kept=kept, closed=closed, done_by=by, changes=ledger.lines
    )
    log(instance=kept, action="people.merged", user=by)
    log(instance=closed, action="people.merged", user=by)
    return done


@transaction.atomic
def undo(done, *, by, at=None):
    """Make two of them again: what the merge moved goes back, what has come since stays
    with the record that was kept. Gives the Merge. Raises CannotUndo or ChangedSince;
    then nothing is done."""
    at = at or timezone.now()
    _locked(done.kept_id, done.closed_id)
    done = Merge.objects.select_for_update().get(pk=done.pk)
    kept, closed = done.kept, done.closed
    if done.undone_at:
        raise CannotUndo(_("This merge was undone already."))
    if not done.can_be_undone(at):
        raise CannotUndo(_("This merge is too long ago to be undone."))
    if kept.erased_at or closed.erased_at:
        raise CannotUndo(_("One of the two records was erased since."))
    merge_ledger.undo(done.changes)
    done.undone_at, done.undone_by, done.changes = at, by, []
    done.save(update_fields=["undone_at", "undone_by", "changes"])
    log(instance=kept, action="people.merge_undone", user=by)
    log(instance=closed, action="people.merge_undone", user=by)
    return done


def merge_of(person):
    """The Merge by which this record was closed, or None."""
    merges = person.merged_away.filter(undone_at=None)
    return merges.select_related("kept", "done_by").first()


def merges_into(person):
    """The merges by which others were closed and this record kept, the last first."""
    merges = person.merges.filter(undone_at=None)
    return merges.select_related("closed", "done_by")


def kept_instead():
    """{key of a closed record: key of the record that stands for it now}."""
    pairs = Merge.objects.filter(undone_at=None).values_list("closed", "kept")
    kept_of = dict(pairs)
    found = {}
    for closed in kept_of:
        kept = kept_of[closed]
        while kept in kept_of:
            kept = kept_of[kept]
        found[closed] = kept
    return found


def candidates(words, people, kept):
    """Of these people those who may be the same as the one that is kept, found by words
    of their name or by e-mail."""
    found = people.filter(erased_at=None).exclude(pk=kept.pk)
    found = found.exclude(merged_away__in=Merge.objects.filter(undone_at=None))
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.select_related("service").order_by("name", "pk")


def _locked(*keys):
    """Both people, held until the transaction ends: always in the same order, so that
    two merges at once wait for one another."""
    found = User.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in found}


def _done(kept, closed):
    people = _locked(kept.pk, closed.pk)
    if len(people) != 2:
        raise CannotMerge(_("Choose another record than this one."))
    kept, closed = people[kept.pk], people[closed.pk]
    _refuse(kept, closed)
    ledger = Ledger()
    for (label, name), rule in merge_rules.RULES.items():
        rule.do(ledger, label, name, kept, closed)
    if closed.joined_on < kept.joined_on:
        ledger.change(kept, is_soft=True, joined_on=closed.joined_on)
    today = timezone.localdate()
    last = closed.left_on if closed.has_left(today) else today
    ledger.change(closed, is_active=False, left_on=max(last, closed.joined_on))
    return ledger


def _refuse(kept, closed):
    if kept.erased_at or closed.erased_at:
        raise CannotMerge(_("One of the two was erased: nothing is known of them."))
    if merge_of(kept) or merge_of(closed):
        raise CannotMerge(_("One of the two is merged with another record already."))
    if kept.has_left() or not kept.is_active:
        raise CannotMerge(
            _(
                "Nobody can sign in with the record that would be kept. Go on from the "
                "page of the one with which they sign in."
            )
        )
    if found := merge_rules.between(kept, closed):
        raise CannotMerge(
            _(
                "One of them did something for the other (%(what)s), so these are two "
                "people, and nothing is merged."
            )
            % {"what": "; ".join(found)}
        )

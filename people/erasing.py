"""Erasing a person: what says who they were goes, what is only counted stays.

Somebody has left before they can be erased. What becomes of each row is said by the app
that has it (kept_about.py); here it is done, all of it or nothing. What they wrote goes
with them, wherever it stands, and what was written to them goes too. Their own row
stays without a name, so that it can still be counted how many finished and how many
came. Files go once that is certain, and the erasure is written down without a name, so
that it can be done again when a backup is put back (erasure_log.py).
"""

from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import FileField
from django.utils import timezone

from pages import mail_folder
from people import erasure_log
from people.kept_about import ABOUT, ByHand, Emptied, Goes
from people.models import Erasure, User

Because = Erasure.Because
PERSON = "people.User"


class NotLeftYet(Exception):
    """Somebody who may still sign in."""


class ErasedAlready(Exception):
    """There is nothing left to erase."""


@dataclass
class Becomes:
    """What becomes of one sort of things: how many there are, and for what reason they
    stay or what else is done, in words."""

    called: str
    count: int
    words: str = ""


@dataclass
class Preview:
    """What an erasure would do: what goes, what loses its words, what stays."""

    goes: list = field(default_factory=list)
    emptied: list = field(default_factory=list)
    stays: list = field(default_factory=list)


def preview(person):
    """Say what an erasure would do, without doing it."""
    what = Preview()
    for said, link, rows in _rows_of(person):
        count = rows.count()
        if not count or said.label == PERSON:
            continue
        deed = link.on_erasure
        called = str(said.called)
        if isinstance(deed, Goes):
            what.goes.append(Becomes(called, count))
        elif isinstance(deed, ByHand):
            what.goes.append(Becomes(called, count, str(deed.says)))
        elif isinstance(deed, Emptied):
            what.emptied.append(Becomes(called, count, str(deed.because)))
        else:
            what.stays.append(Becomes(called, count, str(deed.because)))
    return what


@transaction.atomic
def erase(person, *, because, by=None, at=None):
    """Erase somebody who has left. Gives the Erasure.

    Raises NotLeftYet, or ErasedAlready. Files and mail that was put into a folder go
    after commit.
    """
    at = at or timezone.now()
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise ErasedAlready
    if not person.has_left(timezone.localdate(at)):
        raise NotLeftYet
    names = [name for name in (person.email, person.name) if name]
    seal = erasure_log.seal_of(person)
    # What is left of another record of theirs says who they were, too.
    theirs = person.merges.filter(undone_at=None, closed__erased_at=None)
    for merge in theirs.filter(closed__left_on__lte=timezone.localdate(at)):
        erase(merge.closed, because=because, by=by, at=at)
    files = _erase_rows(person)
    erasure = Erasure.objects.create(
        person_number=person.pk,
        seal=seal,
        because=because,
        done_at=at,
        done_by=by,
    )
    # Each by itself: a disk that fails for one must not keep the others.
    for after in (
        partial(erasure_log.append, erasure),
        partial(_delete_files, files),
        partial(mail_folder.forget, settings.MAIL_FOLDER, names),
    ):
        transaction.on_commit(after, robust=True)
    return erasure


def _erase_rows(person):
    """Empty first, since some rows are found by others that go; the person last. Gives
    the files that are nobody's then."""
    found = list(_rows_of(person))
    own = [one for one in found if one[0].label == PERSON]
    others = [one for one in found if one[0].label != PERSON]
    files = []
    for kind in (Emptied, ByHand, Goes):
        for _said, link, rows in others:
            if isinstance(link.on_erasure, kind):
                files += _do(link.on_erasure, rows, person)
    for _said, link, rows in own:
        files += _do(link.on_erasure, rows, person)
    return files


def _rows_of(person):
    for said in ABOUT.values():
        for link in said.links:
            yield said, link, link.rows(said.model, person)


def _do(deed, rows, person):
    """Do to the rows what was said of them; gives the files that they let go of."""
    if isinstance(deed, ByHand):
        deed.do(rows, person)
        return []
    if isinstance(deed, Goes):
        files = _files_of(rows, None)
        # Found anew by their keys: what is joined to others cannot be deleted.
        rows.model._base_manager.filter(
            pk__in=list(rows.values_list("pk", flat=True))
        ).delete()
        return files
    files = _files_of(rows, deed.fields)
    values = {
        name: value(person) if _takes_person(value) else value
        for name, value in deed.fields.items()
    }
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).update(**values)
    return files


def _takes_person(value):
    return callable(value)


def _files_of(rows, fields):
    """(storage, name) of each file in those fields of the rows; of all, for None."""
    names = [
        f.name
        for f in rows.model._meta.concrete_fields
        if isinstance(f, FileField) and (fields is None or f.name in fields)
    ]
    return [
        (file.storage, file.name)
        for row in (rows if names else ())
        for file in (getattr(row, name) for name in names)
        if file
    ]


def _delete_files(files):
    for storage, name in files:
        storage.delete(name)

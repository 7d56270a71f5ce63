"""Bringing people in from a file: it comes, its columns are chosen, it is checked, and
then done exactly as it was shown, or not at all.

Checking and doing are the worker's. The row of the file says what waits for it, so that
one that breaks off leaves nothing half-way, and the sweep begins again. What is done is
decided anew under lock: if that is not what was shown, it is shown again instead.
"""

import logging
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people import permissions, staff_done, staff_entries, staff_file, staff_plan, tree
from people.models import Service, StaffImport, StaffRow, StaffSource, User
from people.staff_columns import Reading, guess, likely_sign

logger = logging.getLogger(__name__)

State = StaffImport.State
ROWS_AT_ONCE = 2000


class NotDone(Exception):
    """That cannot be done with this file now; as a string it says why."""


class Uncounted(NotDone):
    """The number of those who leave was not written, or is another one."""


@transaction.atomic
def new_source(name, service):
    """Give the source of that name for the service; a new one if there is none yet."""
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    known = StaffSource.objects.filter(name__iexact=name, service=service).first()
    return known or StaffSource.objects.create(name=name, service=service)


def tops(services):
    """Of these services those that lie below no other of them."""
    found = []
    for service in services.order_by("path"):
        if not (found and service.is_within(found[-1])):
            found.append(service)
    return found


@transaction.atomic
def receive(source, person, file_name, content):
    """Keep a file that somebody brought from a source, and give the StaffImport.

    Where its columns are those of the last file, it is checked at once. Raises
    staff_file.NotReadable.
    """
    heads = staff_file.read(content).heads
    reading = Reading.kept(source.reading)
    brought = StaffImport(
        source=source,
        brought_by=person,
        file_name=PurePath(file_name).name[-200:],
        reading=reading.to_keep(),
    )
    if not reading.fits(heads):
        columns = {n: h for n, h in reading.columns.items() if h in heads}
        brought.reading["columns"] = columns or guess(heads)
    brought.file.save("staff.csv", ContentFile(content), save=False)
    brought.save()
    if reading.fits(heads):
        _go_on(brought, State.CHECKING)
    return brought


def opened(brought):
    """The StaffFile that was brought. Raises staff_file.NotReadable when it is gone."""
    try:
        with brought.file.open("rb") as file:
            return staff_file.read(file.read())
    except FileNotFoundError as error:
        gone = _("The file is not here any more. Bring it once more.")
        raise staff_file.NotReadable(gone) from error


def proposed(brought, file):
    """How the file is likely to be read: as was kept, and as it shows itself, where its
    days can be read in one order only and its ways of services have a sign."""
    reading = Reading.kept(brought.reading)
    cells = partial(_cells, file, reading.columns)
    order = staff_entries.order_that_fits(cells("joined_on", "left_on", "last_day"))
    sign = likely_sign(cells("service"))
    return replace(
        reading,
        day_first=reading.day_first if order is None else order,
        path_sign=sign or reading.path_sign,
    )


def _cells(file, columns, *names):
    """All that stands in the columns that hold these."""
    places = [file.heads.index(columns[name]) for name in names if name in columns]
    return [cells[place] for _row, cells in file.rows for place in places]


@transaction.atomic
def choose(brought, reading):
    """Read the file in this way from now on, and the next ones of its source; check it.

    Raises NotDone once it is being brought in, or over.
    """
    brought = _held(brought)
    if brought.state not in (State.COLUMNS, State.CHECKING, State.READY):
        raise NotDone(_("This file is over: bring it once more."))
    StaffSource.objects.filter(pk=brought.source_id).update(reading=reading.to_keep())
    brought.reading = reading.to_keep()
    _go_on(brought, State.CHECKING)


@transaction.atomic
def ask_to_apply(brought, person, digest, leavers=None):
    """Let the worker do what was shown, which the digest stands for.

    `leavers` is how many leave, written by hand where asks_twice. Twice is once. Raises
    NotDone, and Uncounted where the number is missing or wrong.
    """
    brought = _held(brought)
    if brought.state in (State.APPLYING, State.APPLIED):
        return
    if brought.state != State.READY or brought.plan_digest != digest:
        raise NotDone(
            _(
                "What this file would do has changed since you looked. Nothing is "
                "done. Look once more, and then bring it in."
            )
        )
    if brought.asks_twice and leavers != brought.leavers:
        raise Uncounted(
            _("Write how many people leave, so that it is for sure: it stands above.")
        )
    brought.applied_by = person
    _go_on(brought, State.APPLYING)


@transaction.atomic
def throw_away(brought):
    """Let go of a file with which nothing is to be done. Raises NotDone if it is."""
    brought = _held(brought)
    if brought.state in (State.APPLYING, State.APPLIED):
        raise NotDone(_("It is too late to throw this file away: it is brought in."))
    _over(brought, State.THROWN_AWAY)


def work_on(import_id):
    """Check a file, or bring it in, whichever waits; nothing if neither does. What goes
    wrong is taken back as a whole, and tried again by the sweep."""
    with transaction.atomic():
        brought = _waiting(import_id)
        if brought is None:
            return
        brought.tries += 1
        brought.since = timezone.now()
        if brought.tries > StaffImport.MOST_TRIES:
            brought.said = _(
                "It broke off several times, and nothing is done. Bring the file once "
                "more; if it happens again, tell whoever runs the site."
            )
            _over(brought, State.STOPPED)
            return
        brought.save(update_fields=["tries", "since"])
    try:
        _do(import_id)
    except staff_file.NotReadable as reason:
        _stop(import_id, reason)
    except IntegrityError:
        # Somebody else has added the very same meanwhile: look again.
        logger.info("File %s of staff met a change, and is checked again", import_id)
        _check_again(import_id)


def sweep(at=None):
    """Nudge the worker to what it has not come to, or broke off."""
    waiting = StaffImport.objects.not_come_to(at)
    for import_id in waiting.values_list("pk", flat=True):
        _nudge(import_id)


def throw_away_old(at=None):
    """Let go of files to which nobody came back, and of what a broken transaction left
    in their folder."""
    at = at or timezone.now()
    for brought in StaffImport.objects.left_behind(at):
        with transaction.atomic():
            _over(_held(brought), State.THROWN_AWAY)
    _throw_away_strays(at)


def _throw_away_strays(at):
    field = StaffImport._meta.get_field("file")
    storage, folder = field.storage, field.upload_to
    if not storage.exists(folder):
        return
    known = set(StaffImport.objects.exclude(file="").values_list("file", flat=True))
    for found in storage.listdir(folder)[1]:
        name = f"{folder}/{found}"
        is_old = storage.get_modified_time(name) <= at - StaffImport.FILE_KEPT
        if is_old and name not in known:
            storage.delete(name)


def progress(brought):
    """Give (how many rows are done, of how many), as the worker last said."""
    return cache.get(_progress_key(brought.pk)) or (0, brought.counts.get("rows", 0))


# The worker ----------------------------------------------------------------------


@transaction.atomic
def _do(import_id):
    brought = _waiting(import_id)
    if brought is None:
        return
    applies = brought.state == State.APPLYING
    editor = brought.applied_by if applies else brought.brought_by
    if editor is None or not permissions.may_import(editor, brought.source.service):
        _say_over(brought, _("Whoever brought this file may not do so any more."))
        return
    if applies:
        _hold_people(brought)
    plan, reading = _plan(brought, editor)
    if applies and plan.digest == brought.plan_digest:
        _apply(brought, plan, reading)
        return
    _keep_plan(brought, plan)
    brought.said = ""
    if applies:
        brought.said = _(
            "Something changed between your look and the press, so nothing is done. "
            "This is what the file would do now."
        )
    brought.state, brought.tries, brought.applied_by = State.READY, 0, None
    brought.save()


def _waiting(import_id):
    """The file, locked, if the worker has something to do with it, and no other worker
    is at it."""
    imports = StaffImport.objects.select_for_update(of=("self",), skip_locked=True)
    about = imports.select_related("source__service", "brought_by", "applied_by")
    return about.at_work().filter(pk=import_id).first()


def _hold_people(brought):
    """Lock all that the plan speaks of, in an order that is always the same, so that
    nobody changes it between deciding and doing."""
    tree.lock()
    people = User.objects.filter(pk__in=brought.rows.values("person"))
    list(people.order_by("pk").select_for_update().values_list("pk"))


def _plan(brought, editor):
    read = opened(brought)
    reading = Reading.kept(brought.reading)
    entries = staff_entries.understood(read, reading)
    brought.counts = {"rows": len(entries)}
    plan = staff_plan.make(
        entries,
        reading,
        brought.source,
        editor,
        timezone.localdate(),
        _reporter(brought.pk, len(entries)),
    )
    how = {
        "encoding": read.encoding,
        "separator": staff_file.SEPARATORS[read.separator],
    }
    brought.counts = {**brought.counts, **plan.counts, **how}
    return plan, reading


def _keep_plan(brought, plan):
    brought.plan_digest = plan.digest
    brought.new_services = [str(one) for one in plan.new_services]
    brought.rows.all().delete()
    rows = [
        StaffRow(
            staff_import=brought,
            number=one.row,
            kind=one.kind,
            person=one.person,
            name=one.name[:150],
            email=one.email[:254],
            changes=plan.in_words(one),
            said=" ".join(one.said),
        )
        for one in plan.planned
    ]
    StaffRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _apply(brought, plan, reading):
    to_do = sum(brought.counts.get(kind, 0) for kind in StaffRow.Kind)
    staff_done.carry_out(
        plan,
        brought.source,
        sends_links=reading.sends_links,
        report=_reporter(brought.pk, to_do),
    )
    _keep_plan(brought, plan)
    brought.applied_at = timezone.now()
    _over(brought, State.APPLIED)


def _stop(import_id, reason):
    with transaction.atomic():
        brought = _waiting(import_id)
        if brought:
            _say_over(brought, str(reason))


def _check_again(import_id):
    with transaction.atomic():
        brought = _waiting(import_id)
        if brought:
            _go_on(brought, State.CHECKING)


def _say_over(brought, sentence):
    brought.said = sentence
    _over(brought, State.STOPPED)


def _over(brought, state):
    """That was it; the file itself goes once that is certain."""
    storage, name = brought.file.storage, brought.file.name
    brought.state, brought.file = state, ""
    brought.save()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _go_on(brought, state):
    brought.state, brought.said, brought.tries = state, "", 0
    brought.since = timezone.now()
    brought.save()
    cache.delete(_progress_key(brought.pk))
    transaction.on_commit(lambda: _nudge(brought.pk))


def _held(brought):
    imports = StaffImport.objects.select_for_update(of=("self",))
    return imports.select_related("source__service").get(pk=brought.pk)


def _nudge(import_id):
    """Tell the worker; without a broker the sweep finds it."""
    from people.tasks import work_on_import

    try:
        work_on_import.delay(import_id)
    except Exception:  # noqa: BLE001 (each transport has errors of its own)
        logger.warning("The queue is away; the sweep will find file %s", import_id)


# How far the worker is stands in the cache: in the database nobody could see it before
# the whole is done.


def _reporter(import_id, of):
    return lambda done: cache.set(_progress_key(import_id), (min(done, of), of), 3600)


def _progress_key(import_id):
    return f"people.importing.progress:{import_id}"

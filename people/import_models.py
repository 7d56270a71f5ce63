"""Files of staff: where they come from, each one that was brought, and what became of
each of its rows. Who is brought, and who leaves: staff_plan.py; the process:
importing.py."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.querysets import StaffImportQuerySet, StaffRowQuerySet, StaffSourceQuerySet


def private_files():
    """Where a file waits: not among the media, and for nobody but the site itself."""
    return FileSystemStorage(
        location=settings.PRIVATE_ROOT,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


class StaffSource(models.Model):
    """An HR system, or a list that somebody keeps: of which service and all below it
    its files tell, and how they are read (a staff_columns.Reading)."""

    name = models.CharField(_("name"), max_length=100)
    service = models.ForeignKey(
        "people.Service", on_delete=models.PROTECT, related_name="staff_sources"
    )
    reading = models.JSONField(default=dict)

    objects = StaffSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of staff")
        verbose_name_plural = _("sources of staff")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "service", name="one_staff_source_of_that_name"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.service}"


class StaffEntry(models.Model):
    """That a source knows a person, by which number, and whom it has let go.

    `let_go_on` is the day of leaving that the source itself has given: only who was let
    go by it is brought back by it.
    """

    source = models.ForeignKey(
        StaffSource, on_delete=models.CASCADE, related_name="entries"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="staff_entries",
    )
    number = models.CharField(_("staff number"), max_length=100, blank=True)
    let_go_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("staff number")
        verbose_name_plural = _("staff numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "person"], name="one_staff_entry_per_person"
            ),
            models.UniqueConstraint(
                fields=["source", "number"],
                condition=~Q(number=""),
                name="one_person_per_staff_number",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.source}"


class StaffImport(models.Model):
    """One file that was brought: what it would do, and what it did."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("Waits for its columns")
        CHECKING = "checking", _("Is being checked")
        READY = "ready", _("Checked, nothing done yet")
        APPLYING = "applying", _("Is being brought in")
        APPLIED = "applied", _("Brought in")
        STOPPED = "stopped", _("Stopped, nothing done")
        THROWN_AWAY = "thrown-away", _("Thrown away, nothing done")

    # States in which the worker has something to do, and after how long it is nudged
    # again.
    AT_WORK = (State.CHECKING, State.APPLYING)
    COME_TO = timedelta(minutes=1)
    # How long a file waits for somebody, and how long names stand in the report.
    FILE_KEPT = timedelta(days=1)
    NAMES_KEPT = timedelta(days=90)
    # After so many tries that broke off it is given up.
    MOST_TRIES = 3

    source = models.ForeignKey(
        StaffSource, on_delete=models.PROTECT, related_name="imports"
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="staff_imports",
    )
    brought_at = models.DateTimeField(default=timezone.now)
    # Deleted once it is of no use, or a day after it came.
    file = models.FileField(
        storage=private_files, upload_to="staff", max_length=200, blank=True
    )
    file_name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.COLUMNS
    )
    # How this file is read; the source keeps the same for the next one.
    reading = models.JSONField(default=dict)
    # What it means and what to do about it, where something is to be said.
    said = models.TextField(blank=True)
    # Of the plan that is shown: applying must come to the very same.
    plan_digest = models.CharField(max_length=64, blank=True)
    # How many rows of each kind, and who is here among those whom the source knows.
    counts = models.JSONField(default=dict)
    new_services = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = StaffImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of staff")
        verbose_name_plural = _("files of staff")
        ordering = ["-brought_at", "-pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_at_work(self):
        return self.state in self.AT_WORK

    @property
    def leavers(self):
        """How many people it would let go now."""
        return self.counts.get(StaffRow.Kind.LEAVES, 0)

    @property
    def asks_twice(self):
        """Whether it would let go of more than the share that is asked about twice, of
        those whom its source knows and who are here."""
        share = settings.STAFF_LEAVERS_ASKED_TWICE / 100
        return self.leavers > share * self.counts.get("here", 0)

    @property
    def changes_something(self):
        """Whether there is anything to be done."""
        quiet = (StaffRow.Kind.NOTHING, StaffRow.Kind.PROBLEM)
        kinds = [kind for kind in StaffRow.Kind if kind not in quiet]
        return bool(self.new_services) or any(self.counts.get(kind) for kind in kinds)


class StaffRow(models.Model):
    """What is to become, and then became, of one row of a file; or of somebody who is
    missing from it, who has no row there."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Left out")
        NEW = "new", _("New")
        MOVES = "moves", _("Moves")
        CHANGES = "changes", _("Changes")
        LEAVES = "leaves", _("Leaves")
        RETURNS = "returns", _("Comes back")
        KNOWN = "known", _("Known from now on")
        NOTHING = "nothing", _("Stays as it is")

    staff_import = models.ForeignKey(
        StaffImport, on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # Each with the name of a field, and what it was and will be, in words.
    changes = models.JSONField(default=list)
    said = models.TextField(blank=True)

    objects = StaffRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a file of staff")
        verbose_name_plural = _("rows of files of staff")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["staff_import", "kind", "id"], name="staff_row_kind")
        ]

    def __str__(self):
        return f"{self.staff_import}, {self.number or self.name}"

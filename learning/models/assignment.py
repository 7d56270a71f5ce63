"""Somebody asks a person to do a module: a suggestion with a reason, never a duty."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.pages import ModulePage
from learning.querysets import AssignmentQuerySet


class Assignment(models.Model):
    """A person was asked to do a module, by whom, why, and perhaps by when.

    It is open until the person finishes the module or somebody takes it back, with a
    sentence that the person reads once. Not being asked is a state of its own and no
    failing: then there is simply no row.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    module = models.ForeignKey(
        ModulePage, on_delete=models.PROTECT, related_name="assignments"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    reason = models.TextField(_("why"), max_length=500)
    by_day = models.DateField(_("by"), null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    withdrawn_because = models.TextField(
        _("why it is taken back"), max_length=300, blank=True
    )
    # When the person put the sentence away that it was taken back with.
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to do a module")
        verbose_name_plural = _("requests to do a module")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "module"],
                condition=Q(finished_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_assignment_per_module",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="assignment_ends_in_one_way",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.module}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.finished_at is None and self.withdrawn_at is None

"""That two records were found to be of one person."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """Two records were made one: what hung on one hangs on the other since.

    people/merging.py does it, and undoes it for as long as it lasts.
    """

    UNDO_FOR = timedelta(days=30)

    kept = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="merges",
        verbose_name=_("the record that is kept"),
    )
    closed = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="merged_away",
        verbose_name=_("the record that is closed"),
    )
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("by"),
    )
    # What was done to each row (merge_ledger.py); emptied once it stays as it is.
    changes = models.JSONField(default=list)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")
        ordering = ["-done_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["closed"],
                condition=Q(undone_at__isnull=True),
                name="merged_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("closed")), name="merge_is_of_two"
            ),
        ]

    def __str__(self):
        return f"{self.closed} → {self.kept}"

    @property
    def undo_until(self):
        return self.done_at + self.UNDO_FOR

    def can_be_undone(self, at=None):
        """Whether it stands, and is not too long ago."""
        return self.undone_at is None and (at or timezone.now()) < self.undo_until

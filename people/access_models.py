"""That somebody looked through who holds which role and which rights."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.querysets import AccessReviewQuerySet


class AccessReview(models.Model):
    """The list of roles and rights of a part of the organisation and all below it, or
    of the whole site, was looked through; access_review.py writes it."""

    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("by"),
    )
    looked_at = models.DateTimeField(_("when"), default=timezone.now)
    # None: the whole site.
    service = models.ForeignKey(
        "people.Service",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("of"),
    )
    people = models.PositiveIntegerField(_("how many people"))
    roles = models.PositiveIntegerField(_("how many roles"))
    # Which people, roles and rights stood there: a second press is the same look.
    seen = models.CharField(_("what stood there"), max_length=64)

    objects = AccessReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("look through roles and rights")
        verbose_name_plural = _("looks through roles and rights")
        ordering = ["-looked_at", "-pk"]

    def __str__(self):
        return f"{self.looked_at:%Y-%m-%d}: {self.people}"

"""The editions of a module: what changed in substance, and when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.pages import ModulePage


class Edition(models.Model):
    """A module was published with something new in its substance.

    The first edition has no row: it is what the module began with.
    """

    module = models.ForeignKey(
        ModulePage, on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveSmallIntegerField(_("edition"))
    what_changed = models.CharField(_("what changed"), max_length=250)
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "number"], name="one_edition_of_each_number"
            )
        ]

    def __str__(self):
        return f"{self.module}, edition {self.number}"

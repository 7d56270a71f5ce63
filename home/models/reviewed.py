"""What is true for a while only: a page that somebody is to look at again."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewedPage(models.Model):
    """A page with a day on which somebody is to look at it again."""

    # Empty in a draft; nothing is published without one.
    review_on = models.DateField(_("next look on"), null=True)

    class Meta:
        abstract = True

    def is_due(self, on=None):
        """Whether the day of the next look has come; readers see the page all the
        same, and are told."""
        return self.review_on is not None and self.review_on <= (
            on or timezone.localdate()
        )

"""Acknowledgements and stories in the words of the house."""

from django.db.models import Case, QuerySet, When
from django.utils import timezone

from wagtail.models import PageQuerySet


class AcknowledgementQuerySet(QuerySet):
    """Who has said that they read which version of which page."""

    def newest_by_page(self, person):
        """Give {id of a page: the acknowledgement of its newest version that the
        person has read}, in one query."""
        said = self.filter(person=person).order_by("version")
        return {one.page_id: one for one in said}


class StoryPageQuerySet(PageQuerySet):
    """Stories, by when they were told."""

    def told_last_first(self):
        return self.order_by("-told_on", "-pk")

    def for_the_front_page(self, on=None):
        """Published ones, the best to lead with first: told by somebody who is there
        before those made up, and those not due for another look before the others."""
        day = on or timezone.localdate()
        return self.live().order_by("is_made_up", _is_due(day), "-told_on", "-pk")


def _is_due(day):
    """Sorts what is due for another look on that day behind what is not."""
    return Case(When(review_on__lte=day, then=1), default=0)

"""Requests for help in the words of those who answer them."""

from django.db.models import QuerySet


class HelpRequestQuerySet(QuerySet):
    """Requests, by whether they are answered and who has them."""

    def open(self):
        """Requests without an answer, the longest waiting first."""
        return self.filter(answered_at__isnull=True).order_by("asked_at", "pk")

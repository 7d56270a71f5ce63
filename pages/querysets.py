"""Messages in the words of the outbox."""

from django.db.models import QuerySet
from django.utils import timezone


class MessageQuerySet(QuerySet):
    """Which messages are to be sent, and which stopped half-way."""

    def due(self, at=None):
        """Messages that wait and whose time has come."""
        return self.filter(
            status=self.model.Status.WAITING, due_at__lte=at or timezone.now()
        )

    def stuck_preparing(self, before):
        """Claimed before that moment, and nothing was handed over yet."""
        return self.filter(status=self.model.Status.PREPARING, claimed_at__lt=before)

    def stuck_handing_over(self, before):
        """Claimed before that moment; the server may or may not have it."""
        return self.filter(status=self.model.Status.HANDING_OVER, claimed_at__lt=before)

"""Messages in the words of the outbox."""

from django.db.models import Q, QuerySet
from django.utils import timezone


class MessageQuerySet(QuerySet):
    """Which messages are to be sent, and which stopped half-way."""

    def due(self, at=None):
        """Messages that wait and whose time has come."""
        return self.filter(
            status=self.model.Status.WAITING, due_at__lte=at or timezone.now()
        )

    def failed(self):
        """Not sent, or nobody knows whether."""
        return self.filter(status__in=self.model.FAILED)

    def stuck_preparing(self, before):
        """Claimed before that moment, and nothing was handed over yet."""
        return self.filter(status=self.model.Status.PREPARING, claimed_at__lt=before)

    def stuck_handing_over(self, before):
        """Claimed before that moment; the server may or may not have it."""
        return self.filter(status=self.model.Status.HANDING_OVER, claimed_at__lt=before)

    def left_behind(self):
        """To go with others that went without them: written while those were being
        sent. What could not be sent at all is not meant."""
        status = self.model.Status
        gone = [status.SENT, status.UNSURE, status.NOT_NEEDED]
        return self.filter(status=status.TOGETHER).filter(
            Q(gathered_in=None) | Q(gathered_in__status__in=gone)
        )

    def stranded(self):
        """To go with others that could not be sent."""
        status = self.model.Status
        return self.filter(status=status.TOGETHER, gathered_in__status=status.NOT_SENT)

"""Offers to help and introductions, many at once."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import Absence, User

# How many introductions the help page shows.
SHOWN = 10


class HelpOfferQuerySet(QuerySet):
    """Offers, by with what and whether whoever made them is there."""

    def about(self, topic):
        return self.filter(topics__topic=topic)

    def of_those_there(self, on):
        """Offers of people who are here on that day and not away."""
        away = Absence.objects.filter(starts_on__lte=on, ends_on__gte=on)
        there = User.objects.here(on).exclude(pk__in=away.values("person"))
        return self.filter(person__in=there)


class IntroductionQuerySet(QuerySet):
    """Introductions, by how they stand and whom they concern."""

    def open(self):
        """Those of which not both have said yes, and nobody no."""
        return self.filter(state=self.model.State.ASKED)

    def agreed(self):
        return self.filter(state=self.model.State.AGREED)

    def concerning(self, person):
        """Those in which the person is, or would be, introduced."""
        return self.filter(Q(colleague=person) | Q(request__person=person))

    def waiting_for(self, person):
        """Open ones to which this person has not said yes as yet."""
        return self.open().filter(
            Q(colleague=person, colleague_agreed_at=None)
            | Q(request__person=person, asker_agreed_at=None)
        )

    def for_help_page(self, person):
        """What waits for the person's yes or no, and to whom they were introduced as a
        colleague, the latest first; what was asked stands with the question."""
        agreed = Q(colleague=person, state=self.model.State.AGREED)
        waiting = self.waiting_for(person).values("pk")
        found = self.filter(agreed | Q(pk__in=waiting)).for_list()
        return found.order_by("-asked_at", "-pk")[:SHOWN]

    def for_list(self):
        return self.select_related("request__person__service", "helper", "colleague")

    def call_off(self, at=None):
        """The open ones of these are not needed any more. To be called with the lock
        of their request."""
        return self.open().update(
            state=self.model.State.CALLED_OFF, settled_at=at or timezone.now()
        )

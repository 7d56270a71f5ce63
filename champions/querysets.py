"""Requests for help in the words of those who answer them; marks on a team, and
letters to it."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from people.models import Appointment, User
from people.querysets import is_here

# For so long nobody is written to again.
FORTNIGHT = timedelta(weeks=2)


class HelpRequestQuerySet(QuerySet):
    """Requests, by whether they are answered and who may see them."""

    def open(self):
        """Requests without an answer, the longest waiting first."""
        return self.filter(answered_at__isnull=True).order_by("asked_at", "pk")

    def answered(self):
        """Requests with an answer, the latest first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")

    def unread_by(self, asker):
        """The asker's own requests with an answer that they have not had open since,
        the latest answer first."""
        unread = Q(read_at=None) | Q(read_at__lt=F("answered_at"))
        return self.answered().filter(unread, person=asker)

    def from_service(self, service):
        """Requests of people of this service, or one below it, as they were given."""
        return self.filter(service__path__startswith=service.path)

    def seen_by(self, viewer, on=None):
        """Requests that the viewer may see: their own, and those that reached them."""
        if not is_here(viewer, on):
            return self.none()
        return self.filter(Q(person=viewer) | self._may_answer(viewer, on))

    def to_answer_by(self, viewer, on=None):
        """Requests that the viewer may answer: those seen by them, save their own.

        The same as `permissions.can_answer`, for many requests at once.
        """
        if not is_here(viewer, on):
            return self.none()
        return self.exclude(person=viewer).filter(self._may_answer(viewer, on))

    def on_hand(self, viewer):
        """Requests that the viewer has, or nobody."""
        return self.filter(Q(with_person=viewer) | Q(with_person=None))

    def with_others(self, viewer):
        """Requests that somebody else has."""
        return self.exclude(Q(with_person=viewer) | Q(with_person=None))

    def kept_for(self, absent, on=None):
        """Requests that somebody holds in the place of this person, who still looks
        after those who asked."""
        theirs = Q(pk__in=[])
        roles = absent.appointments.current(on).in_role(*Appointment.LOOKING_AFTER)
        for path in roles.paths():
            theirs |= Q(service__path__startswith=path)
        return self.filter(theirs, stands_in_for=absent).exclude(
            Q(with_person=absent) | Q(with_person=None)
        )

    def for_list(self):
        """Requests with all that a list says of each."""
        return self.select_related(
            "person__service", "with_person", "stands_in_for", "module", "service"
        )

    def _may_answer(self, viewer, on):
        """Whether it reached the viewer, who still holds a role that opens it."""
        reached = Exists(
            self.model.reached.through.objects.filter(
                helprequest=OuterRef("pk"), user=viewer.pk
            )
        )
        theirs = Q(pk__in=[])
        roles = viewer.appointments.opening_teams(on)
        for role, path in roles.values_list("role", "service__path"):
            above = Q(service__path__startswith=path)
            theirs |= above & reached
            if role == Appointment.Role.ACCESS_TEAM:
                # With nobody, or of somebody in no service: any of them may help.
                anyones = Q(with_role="") | Q(service__isnull=True) | reached
                theirs |= Q(was_passed_up=True) & (above | anyones)
        return theirs


class TeamMarkQuerySet(QuerySet):
    """Marks on people of a team, by whether they count, and for whom."""

    def in_force(self, on):
        """Marks that have not run out on that day."""
        return self.filter(until__gt=on)

    def run_out(self, on):
        return self.filter(until__lte=on)

    def counting_for(self, access_team):
        """Those that count for this side: its own, and whoever the other spoke to."""
        return self.filter(
            Q(by_access_team=access_team) | Q(kind=self.model.Kind.SPOKEN_TO)
        )

    def seen_by(self, viewer, on=None):
        """Marks on people whom the viewer looks after."""
        return self.filter(person__in=User.objects.looked_after_by(viewer, on))


class NudgeQuerySet(QuerySet):
    """Letters to people of a team, by whether they count, and who sees them."""

    def sent(self):
        """Letters that were not held back."""
        return self.filter(held_back="")

    def lately(self, on):
        """Letters after which nobody writes again on that day: of the two weeks up to
        it, and of later."""
        first = on - FORTNIGHT + timedelta(days=1)
        return self.filter(
            written_at__gte=timezone.make_aware(datetime.combine(first, time()))
        )

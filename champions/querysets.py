"""Requests for help in the words of those who answer them; marks on a team, letters to
it and notes; and where it is not to begin yet."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from cafes.querysets import midnight_before
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

    def due(self, on):
        """Requests that somebody was to have answered by that day."""
        return self.filter(with_person__isnull=False, answer_by__lte=on)

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
        for held in viewer.opening_teams(on):
            above = Q(service__path__startswith=held.path)
            theirs |= above & reached
            if held.role == Appointment.Role.ACCESS_TEAM:
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


class NotYetQuerySet(QuerySet):
    """What is not to begin yet, by whether it holds."""

    def in_force(self, on):
        """What holds on that day: set by then, not over and not taken back."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            set_on__lte=on,
        )

    def open(self):
        """What was not taken back, whether its day is over or not."""
        return self.filter(ended_on__isnull=True)


class SupportNoteQuerySet(QuerySet):
    """Notes of help given, by who may read them and by how much they come to."""

    def seen_by(self, viewer, on=None):
        """Notes that the viewer may read: their own, and those of whoever had one of
        their roles before them, about people whom they look after now.

        The same as `permissions.can_see_note`, for many notes at once.
        """
        if not is_here(viewer, on):
            return self.none()
        theirs = Q(pk__in=[])
        held = viewer.appointments.current(on).in_role(*Appointment.LOOKING_AFTER)
        for role, service in held.values_list("role", "service"):
            theirs |= Q(role=role, service=service)
        looked_after = User.objects.looked_after_by(viewer, on).values("pk")
        about = Q(person=None) | Q(person__in=looked_after)
        return self.filter(Q(writer=viewer) | (theirs & about & ~Q(person=viewer)))

    def written_since(self, moment):
        return self.filter(written_at__gte=moment)

    def counted_for(self, viewer, on=None):
        """Notes that count for the digital access team, of the services for which the
        viewer is of it. To be counted, never read."""
        counted = Q(pk__in=[])
        held = viewer.appointments.current(on).in_role(Appointment.Role.ACCESS_TEAM)
        for path in held.paths():
            counted |= Q(service__path__startswith=path)
        return self.filter(counted)

    def by_topic(self):
        """(topic, number of notes, minutes) of each topic that there is."""
        return (
            self.order_by("topic")
            .values_list("topic")
            .annotate(number=Count("pk"), minutes_in_all=Sum("minutes"))
        )

    def for_list(self):
        return self.select_related("writer", "person", "service")


class NudgeQuerySet(QuerySet):
    """Letters to people of a team, by whether they count, and who sees them."""

    def sent(self):
        """Letters that were not held back."""
        return self.filter(held_back="")

    def lately(self, on):
        """Letters after which nobody writes again on that day: of the two weeks up to
        it, and of later."""
        first = on - FORTNIGHT + timedelta(days=1)
        return self.filter(written_at__gte=midnight_before(first))

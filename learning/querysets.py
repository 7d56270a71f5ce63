"""Modules, by who may read them; what people plan, and what they were asked to do."""

from django.db.models import F, QuerySet

from wagtail.models import PageQuerySet

from people.models import User


class ModulePageQuerySet(PageQuerySet):
    """Modules in the words of the library."""

    def readable_by(self, person):
        """Published modules that this person, or somebody signed out, may read."""
        published = self.live().order_by("path")
        return (
            published if person.is_authenticated else published.filter(is_public=True)
        )


class PlanQuerySet(QuerySet):
    """Plans, by whose they are and what became of them."""

    def of(self, person):
        """A person's own plans, with their modules (but for the steps)."""
        mine = self.filter(enrolment__person=person)
        return mine.select_related("enrolment__module").defer(
            "enrolment__module__steps"
        )

    def open(self):
        """Plans that are still to be tried."""
        return self.filter(status=self.model.Status.OPEN)

    def settled_last(self):
        """Those still to be tried, by their day, before those tried or let go, of which
        the latest first."""
        return self.order_by(
            F("settled_at").desc(nulls_first=True),
            F("try_on").asc(nulls_last=True),
            "-written_at",
            "pk",
        )

    def to_remind_of(self, day, morning):
        """Open plans for that day of people who are here, whose day was chosen before
        that morning."""
        here = User.objects.here(day)
        return (
            self.open()
            .filter(try_on=day, written_at__lt=morning, enrolment__person__in=here)
            .select_related("enrolment__person")
        )


class AssignmentQuerySet(QuerySet):
    """What people were asked to do, by how it stands and who may see it."""

    def open(self):
        """Neither finished nor taken back."""
        return self.filter(finished_at__isnull=True, withdrawn_at__isnull=True)

    def asked_with(self, assignment):
        """All that was asked in the same moment by the same person: one asking."""
        return self.filter(
            module=assignment.module_id,
            asked_by=assignment.asked_by_id,
            asked_at=assignment.asked_at,
        )

    def to_put_away(self):
        """Taken back, with a sentence that the person has not put away yet."""
        return self.filter(withdrawn_at__isnull=False, put_away_at__isnull=True)

    def seen_by(self, viewer, on=None):
        """Those of people whom the viewer looks after; who see it may take it back.

        The same as `permissions.can_withdraw`, for many at once.
        """
        return self.filter(person__in=User.objects.looked_after_by(viewer, on))

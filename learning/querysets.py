"""Modules, by who may read them; what people were asked to do, by who may see it."""

from django.db.models import QuerySet

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


class AssignmentQuerySet(QuerySet):
    """What people were asked to do, by how it stands and who may see it."""

    def open(self):
        """Neither finished nor taken back."""
        return self.filter(finished_at__isnull=True, withdrawn_at__isnull=True)

    def to_put_away(self):
        """Taken back, with a sentence that the person has not put away yet."""
        return self.filter(withdrawn_at__isnull=False, put_away_at__isnull=True)

    def seen_by(self, viewer, on=None):
        """Those of people whom the viewer looks after; who see it may take it back.

        The same as `permissions.can_withdraw`, for many at once.
        """
        return self.filter(person__in=User.objects.looked_after_by(viewer, on))

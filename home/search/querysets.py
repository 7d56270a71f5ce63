"""What somebody may find."""

from django.db.models import Q, QuerySet


class SearchEntryQuerySet(QuerySet):
    """Entries, by who may read what they are about."""

    def readable_by(self, person, at=None):
        """Entries of what this person, or somebody signed out, may open at that moment.

        Asks each kind for what is readable; none of that is kept in the index.
        """
        # The kinds are built on pages and sessions, which are loaded later.
        from home.search.kinds import KINDS

        readable = Q(pk__in=[])
        for kind in KINDS:
            sources = kind.readable_by(person, at).order_by().values("pk")
            readable |= Q(kind=kind.name, source_id__in=sources)
        return self.filter(readable)

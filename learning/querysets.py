"""Modules, by who may read them."""

from wagtail.models import PageQuerySet


class ModulePageQuerySet(PageQuerySet):
    """Modules in the words of the library."""

    def readable_by(self, person):
        """Published modules that this person, or somebody signed out, may read."""
        published = self.live().order_by("path")
        return (
            published if person.is_authenticated else published.filter(is_public=True)
        )

"""Which service the words of a file mean, and which would have to be made.

Names are compared without regard to capitals. A way of names that begins with the
organisation, or a service between it and the one of which the file tells, is read from
there, any other from that one; a name alone may stand for any one service below it.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from people import tree
from people.models import Service


class NotThere(Exception):
    """No service can be meant by these words; as a string it says why."""


@dataclass(frozen=True)
class Wanted:
    """A service that is not there yet: the names of all above it, and its own."""

    names: tuple[str, ...]

    @property
    def key(self):
        return _key(self.names)

    @property
    def above(self):
        return Wanted(self.names[:-1])

    def __str__(self):
        return " › ".join(self.names)


class Services:
    """All services as they are now, in one query, seen from one of them."""

    def __init__(self, top, *, makes_them):
        self.top = top
        self.makes_them = makes_them
        self.by_pk = {}
        self._names_at = {}
        self._by_key = defaultdict(list)
        self._by_name = defaultdict(list)
        for service in Service.objects.order_by("path"):
            above = self._names_at.get(service.path[: -Service.steplen], ())
            self._names_at[service.path] = names = (*above, service.name)
            self.by_pk[service.pk] = service
            self._by_key[_key(names)].append(service)
            if service.is_within(top):
                self._by_name[_same(service.name)].append(service)
        self._top_names = self._names_at[top.path]

    def meant_by(self, path):
        """Give the Service that these names mean, or what is Wanted; else raise
        NotThere."""
        named = self._by_name.get(_same(path[0])) if len(path) == 1 else None
        if named:
            return self._the_one(named, path[0])
        names = self._from_the_root(path)
        found = self._by_key.get(_key(names))
        if found:
            return self._the_one(found, " › ".join(names))
        return self._wanted(names)

    def at(self, wanted):
        """The service that stands there by now."""
        return self._by_key[wanted.key][0]

    def way_to(self, service):
        """The names of a service and of all above it, in words."""
        if service is None:
            return ""
        if isinstance(service, Wanted):
            return str(service)
        return " › ".join(self._names_at[service.path])

    def names_of(self, service):
        """The names of all above a service, the highest first, and its own."""
        return self._names_at[service.path]

    def above_each(self, wanted):
        """These and all that are wanted above them, each once, the higher first."""
        found = {}
        for one in wanted:
            while one.key not in self._by_key and one.key not in found:
                found[one.key] = one
                one = one.above
        return sorted(found.values(), key=lambda one: (len(one.names), one.key))

    def _from_the_root(self, path):
        """The whole way: joined where it begins with the organisation, or with the name
        of any service down to the one of which the file tells; else below that one."""
        above = _key(self._top_names)
        first = _same(path[0])
        at = above.index(first) if first in above else len(above)
        rest = path[1:] if first in above else path
        names = (*self._top_names[: at + 1], *rest)
        if _key(names)[: len(self._top_names)] != _key(self._top_names):
            raise NotThere(
                _("“%(service)s” is not part of %(top)s, of which this file tells.")
                % {"service": " › ".join(names), "top": self.top.name}
            )
        return names

    def _the_one(self, found, called):
        if len(found) > 1:
            raise NotThere(
                _(
                    "Several services are called “%(service)s”. Write the whole way to "
                    "the one that is meant."
                )
                % {"service": called}
            )
        return found[0]

    def _wanted(self, names):
        wanted = Wanted(tuple(names))
        if not self.makes_them:
            raise NotThere(
                _(
                    "There is no service “%(service)s”. Correct the name, add the "
                    "service, or let services be made that are not there."
                )
                % {"service": wanted}
            )
        if not slugify(names[-1]):
            raise NotThere(
                _("“%(service)s” can be no service: it needs letters or numbers.")
                % {"service": names[-1]}
            )
        return wanted


def make(wanted, services):
    """Make the services that are wanted, the higher first; give {their key: Service}.

    Each has an address of its own, after its name, and after the one above it where
    that is taken.
    """
    taken = set(Service.objects.values_list("slug", flat=True))
    made = {}
    for one in wanted:
        above = made.get(one.above.key) or services.at(one.above)
        slug = _free_slug(one.names[-1], above, taken)
        taken.add(slug)
        made[one.key] = tree.add(one.names[-1], slug, below=above)
    return made


def _free_slug(name, above, taken):
    slug = slugify(name)[:150]
    if slug in taken:
        slug = f"{above.slug[:70]}-{slug[:70]}"
    tries, free = 1, slug
    while free in taken:
        tries += 1
        free = f"{slug}-{tries}"
    return free


def _same(name):
    return " ".join(name.split()).casefold()


def _key(names):
    return tuple(map(_same, names))

"""Whom of a team to show and in which order, as it stands in an address.

All of it is in the address, so that it can be kept and gone back to. It goes along
wherever something is pressed, so that one comes back to the same list.
"""

import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import F, Min, OuterRef, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from champions.narrowing import How, Show, stopped
from learning.models import Enrolment
from people.querysets import MOST_DIGITS

# What of an address is taken: nobody looks for a longer name.
LONGEST_NAME = 150
# Letters that are not taken apart into a plain one and what stands above it.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "’": "'"})


class Sort(TextChoices):
    """The orders in which a team can be shown. None of them puts people in the order of
    what they have done: nobody is ranked (docs/adr/0020-the-team-page.md)."""

    NAME = "", _("Name")
    SERVICE = "service", _("Team, then name")
    STOPPED = "stopped", _("Stopped longest ago first")
    JOINED = "joined", _("New colleagues first")

    def order(self, people, modules, at):
        """Those people in that order, the name where two are alike. `modules` are the
        ids of those in which somebody may have stopped."""
        begun = Enrolment.objects.filter(person=OuterRef("pk"), module__in=modules)
        since = stopped(begun, at).order_by().values("person").values(at=Min("seen_at"))
        first = {
            Sort.NAME: [],
            Sort.SERVICE: ["service__path"],
            Sort.STOPPED: [F("stopped_at").asc(nulls_last=True)],
            Sort.JOINED: ["-joined_on"],
        }[self]
        if self == Sort.STOPPED:
            people = people.annotate(stopped_at=Subquery(since))
        return people.order_by(*first, "name", "pk")


@dataclass(frozen=True)
class Choice:
    """What was chosen. What an address says that is not to be chosen is left out."""

    show: Show = Show.EVERYBODY
    name: str = ""
    how: How = How.ANYHOW
    modules: frozenset[int] = frozenset()
    below: str = ""
    sort: Sort = Sort.NAME
    page: str = ""

    @classmethod
    def of(cls, sent):
        """The choice in the query of an address (a QueryDict)."""
        modules = sent.getlist("module")
        sort = sent.get("sort", "")
        return cls(
            show=Show.of(sent.get("show", "")),
            name=" ".join(sent.get("name", "").replace("\0", "").split())[
                :LONGEST_NAME
            ],
            how=How.of(sent.get("how", "")),
            modules=frozenset(
                int(one)
                for one in modules
                if one.isdecimal() and len(one) <= MOST_DIGITS
            ),
            below=sent.get("below", "").replace("\0", ""),
            sort=Sort(sort) if sort in Sort.values else Sort.NAME,
            page=sent.get("page", ""),
        )

    def but(self, **changes):
        """The same with something else chosen; and from the first page."""
        return replace(self, **{"page": "", **changes})

    @property
    def is_narrowed(self):
        """Whether anybody may be left out, by more than one of the ways."""
        return bool(self.name or self.how or self.below)

    @property
    def is_made(self):
        """Whether anything in the form was chosen."""
        return bool(self.is_narrowed or self.modules or self.sort)

    @property
    def query(self):
        """What stands behind the question mark of an address; empty where nothing was
        chosen."""
        pairs = [
            ("show", self.show.value),
            ("name", self.name),
            ("how", self.how.value),
            *(("module", module) for module in sorted(self.modules)),
            ("below", self.below),
            ("sort", self.sort.value),
            ("page", self.page if self.page.isdecimal() else ""),
        ]
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def kept(self):
        """The same with its question mark, to go behind any address."""
        return f"?{self.query}" if self.query else ""

    @property
    def list_address(self):
        """The same without the page, to go before the number of another."""
        return self.but().kept

    def within(self, people):
        """Those of these people (a queryset) who have that name, or are called so: each
        word that was typed begins one of theirs, with or without its accents."""
        looked_for = folded(self.name).split()
        if not looked_for:
            return people
        named = people.order_by().values_list("pk", "name", "known_as")
        found = [
            pk
            for pk, name, known_as in named
            if _is_called(looked_for, folded(f"{name} {known_as}"))
        ]
        return people.filter(pk__in=found)


def folded(name):
    """A name in small plain letters: "Wójcik" becomes "wojcik"."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _is_called(looked_for, name):
    parts = name.replace("-", " ").split()
    return all(
        word in name if "-" in word else any(part.startswith(word) for part in parts)
        for word in looked_for
    )

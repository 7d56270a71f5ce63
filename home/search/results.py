"""What the search page shows: the answer in groups, a few of each or one in full."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.search.asking import ask
from home.search.excerpt import excerpt, marked
from home.search.kinds import KIND
from home.search.models import SearchEntry
from pages import words

ON_A_PAGE = 20
# Letters of a query that a heading repeats.
LETTERS = 60


@dataclass(frozen=True)
class Shelf:
    """A group of results: its name in the address, its label, the kinds in it, how
    many are shown beside others, and the template of its list."""

    name: str
    label: str
    kinds: tuple[str, ...]
    first: int
    template: str = "home/components/found.html"


SHELVES = [
    Shelf("modules", gettext_lazy("Modules"), ("module",), 3),
    Shelf(
        "steps",
        gettext_lazy("Steps"),
        ("step",),
        5,
        template="home/components/found_steps.html",
    ),
    Shelf("cafes", gettext_lazy("Cafés"), ("cafe", "session"), 4),
    Shelf("guidance", gettext_lazy("Guidance"), ("guidance",), 3),
    Shelf("stories", gettext_lazy("Stories"), ("story",), 3),
]


@dataclass(frozen=True)
class Result:
    """One thing that was found: what it is, where it is read, the words marked.

    `whole` is the thing itself or, for a step, its module: a ModuleState.
    """

    kind: object
    thing: object
    whole: object
    title: str
    excerpt: str

    @property
    def url(self):
        return self.kind.url(self.thing)


@dataclass(frozen=True)
class Group:
    """One group: how many there are, and those of them that are shown."""

    shelf: Shelf
    count: int
    url: str
    results: list[Result] = field(default_factory=list)
    # Of a group shown in full, where it has more than one.
    page: Page | None = None

    @property
    def heading(self):
        """Its label, with how many: "Steps: seven"."""
        return _("%(group)s: %(number)s") % {
            "group": self.shelf.label,
            "number": words.in_words(self.count),
        }

    @property
    def has_more(self):
        return self.page is None and self.count > len(self.results)

    @property
    def numbers(self):
        """The numbers of its pages, with gaps."""
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def by_whole(self):
        """The results of parts, under what they are parts of; the best first."""
        wholes = {}
        for result in self.results:
            wholes.setdefault(id(result.whole), (result.whole, []))[1].append(result)
        return list(wholes.values())


class SearchPage:
    """All that the search page says to a person who asked something.

    Takes what came in the address: `q`, what is looked for; `in`, the group that is
    shown in full, and `page`; `as=typed`, to correct nothing. A fixed number of
    queries.
    """

    def __init__(self, person, asked, at=None):
        self.person = person
        self.at = at
        self.query = asked.get("q", "").replace("\0", "").strip()
        self.as_typed = asked.get("as") == "typed"
        self.asked_for = asked.get("in")
        self.page_number = asked.get("page")

    @cached_property
    def answer(self):
        return ask(self.query, self.person, self.at, as_typed=self.as_typed)

    @cached_property
    def matches(self):
        """The matches by the name of their shelf, the best first."""
        shelf_of = {kind: shelf.name for shelf in SHELVES for kind in shelf.kinds}
        matches = {shelf.name: [] for shelf in SHELVES}
        for match in self.answer.matches:
            matches[shelf_of[match.kind]].append(match)
        return matches

    @property
    def shelf(self):
        """The group that is shown in full, if it was asked for and has anything."""
        there = (shelf for shelf in SHELVES if self.matches[shelf.name])
        return next((s for s in there if s.name == self.asked_for), None)

    @cached_property
    def groups(self):
        """The groups in which something was found, or the one asked for alone."""
        whole = self.shelf
        shelves = [whole] if whole else [s for s in SHELVES if self.matches[s.name]]
        shown = {s.name: self.matches[s.name][: s.first] for s in shelves}
        page = None
        if whole:
            pages = Paginator(self.matches[whole.name], ON_A_PAGE)
            page = pages.get_page(self.page_number)
            shown = {whole.name: list(page)}
        results = self._results([match for some in shown.values() for match in some])
        return [
            Group(
                shelf,
                count=len(self.matches[shelf.name]),
                url=self.url(**{"in": shelf.name}),
                results=[results[m] for m in shown[shelf.name] if m in results],
                page=page,
            )
            for shelf in shelves
        ]

    def _results(self, matches):
        """What is shown of these matches, by match, in a fixed number of queries.

        A thing that is gone since its words were kept is left out.
        """
        entries = SearchEntry.objects.in_bulk([match.entry for match in matches])
        wholes = {}
        for model in {KIND[match.kind].model for match in matches}:
            kinds = [kind for kind in KIND.values() if kind.model is model]
            keys = {m.source for m in matches if KIND[m.kind] in kinds}
            wholes[model] = kinds[0].things(keys, self.person, self.at)
        results = {}
        for match in matches:
            kind = KIND[match.kind]
            whole = wholes[kind.model].get(match.source)
            thing = kind.part_of(whole, match.part) if whole else None
            entry = entries.get(match.entry)
            if thing and entry:
                results[match] = Result(
                    kind,
                    thing,
                    whole,
                    title=marked(entry.title, self.answer.stems),
                    excerpt=excerpt(entry.text, self.answer.stems),
                )
        return results

    @property
    def site_pages(self):
        """Pages of the site itself; not beside one group in full."""
        return [] if self.shelf else self.answer.site_pages

    # In words ------------------------------------------------------------------

    @property
    def count(self):
        return len(self.answer.matches) + len(self.site_pages)

    @property
    def looked_for(self):
        """The query as it is repeated, corrected where it was, and not too long."""
        if not self.answer.is_corrected:
            return Truncator(self.query).chars(LETTERS)
        return Truncator(self.corrected).chars(LETTERS)

    @property
    def corrected(self):
        """The words that were looked for, in place of those that were typed."""
        return " ".join(term.shown for term in self.answer.terms)

    @property
    def heading(self):
        """What was found, in words: "Seven results for “instagram”"."""
        if not self.query:
            return _("Search")
        if not self.count:
            return _("Nothing found for “%(query)s”") % {"query": self.looked_for}
        number = words.in_words(self.count)
        found = ngettext(
            "%(number)s result for “%(query)s”",
            "%(number)s results for “%(query)s”",
            self.count,
        )
        return capfirst(found % {"number": number, "query": self.looked_for})

    @property
    def why_nothing(self):
        """What to do when nothing was found."""
        if not self.answer.terms:
            return _(
                "There is no word in that to look for. Write one or two that say what "
                "you are after: a platform, a place, or what you want to do."
            )
        if all(len(term.typed) == 1 for term in self.answer.terms):
            return _("One letter is too little to go by. Write a whole word.")
        if len(self.answer.terms) > 1:
            return _("Nothing has any of those words. Try one plainer word instead.")
        return _("We found nothing with that word. Try another one for the same thing.")

    # Addresses -----------------------------------------------------------------

    @property
    def all_url(self):
        """Back from one group to all of them."""
        return self.url()

    @property
    def as_typed_url(self):
        return self.url(**{"as": "typed"})

    @property
    def near(self):
        """Words to look for instead: (word, address)."""
        return [(word, _address(q=word)) for word in self.answer.near]

    def url(self, **more):
        """The same search, with something more in its address."""
        typed = {"as": "typed"} if self.as_typed else {}
        return _address(q=self.query, **{**typed, **more})


def _address(**asked):
    return f"{reverse('search')}?{urlencode(asked)}"

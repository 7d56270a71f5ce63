"""Who has done what: each person of a list against each module, in words."""

from collections import defaultdict
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from champions.narrowing import STOPPED_AFTER
from learning import standing
from learning.models import Assignment, ModulePage
from pages import words


class Column(NamedTuple):
    """A published module, as far as a list needs to know it."""

    pk: int
    translation_key: object
    live_revision: int | None
    title: str

    @property
    def version(self):
        """What learning/standing.py knows it by."""
        return self[:3]


def columns(viewer):
    """Every module that the viewer may read, in the order of the library. One query."""
    modules = ModulePage.objects.readable_by(viewer).values_list(
        "pk", "translation_key", "live_revision_id", "title"
    )
    return [Column._make(row) for row in modules]


class Cell(NamedTuple):
    """How one person stands in one module; `is_quiet` when there is nothing to say."""

    kind: str
    words: str
    title: str = ""

    @property
    def is_quiet(self):
        return not self.kind


class Row(NamedTuple):
    """One person and how they stand in each module; `is_me` is the reader."""

    person: object
    summary: str
    cells: list[Cell]
    is_me: bool


class Facts:
    """What there is to say of these people (by id) in these modules (Columns), for one
    who looks after them. Four or five queries whatever their number.

    `asked_in` holds (person id, module id) where somebody waits for help that the
    reader may give, of these people or others. `found_by` finds the same people (a
    queryset): of a thousand the database need not be handed each id.
    """

    def __init__(self, people, modules, asked_in, at, found_by=None):
        self.people = people if found_by is None else found_by.order_by().values("pk")
        self.modules = modules
        known, published = set(people), {one.pk for one in modules}
        self.asked_in = [
            (person, module)
            for person, module in asked_in
            if person in known and module in published
        ]
        self.at = at

    @cached_property
    def finished(self):
        return list(standing.finished(self.people, [one.pk for one in self.modules]))

    @cached_property
    def under_way(self):
        return standing.under_way(
            self.people, [one.version for one in self.modules], self.at - STOPPED_AFTER
        )

    @cached_property
    def asked(self):
        """(person, module, by which day, asked on) of what is open."""
        open_ones = Assignment.objects.open().filter(
            person__in=self.people, module__in=[one.pk for one in self.modules]
        )
        return list(
            open_ones.order_by().values_list(
                "person_id", "module_id", "by_day", TruncDate("asked_at")
            )
        )

    def cells(self, said):
        """Give {person id: {module id: (kind, words)}}; what is not in it is quiet.

        `said` puts each into both. The later ones go before the earlier: who has
        finished is not told to be waiting.
        """
        cells = defaultdict(dict)
        for person, module, by_day, asked_on in self.asked:
            cells[person][module] = said.asked[by_day, asked_on]
        for one in self.under_way:
            cells[one.person][one.module] = said.under_way[one[2:]]
        for person, module in self.asked_in:
            cells[person][module] = said.waits
        for person, module, on in self.finished:
            cells[person][module] = said.finished[on]
        return cells


class Known(dict):
    """What was said of each thing, which is put into words by `say` the first time."""

    def __init__(self, say):
        self.say = say

    def __missing__(self, thing):
        self[thing] = said = self.say(thing)
        return said


class Said:
    """A state, with its kind, in the words of the page, for somebody who reads it
    today. Of a thousand people many stand alike, so each is put into words once."""

    def __init__(self, today):
        self.today = today
        self.language = get_language()
        self.waits = "info", _("Asked for help")
        # By the day; by what an UnderWay says; by (by which day, asked on).
        self.finished = Known(self._finished)
        self.under_way = Known(self._under_way)
        self.asked = Known(self._asked)

    def _finished(self, on):
        return "done", _("Finished %(day)s") % {"day": self._day(on)}

    def _under_way(self, how):
        """How far somebody is; and since when, if they have stopped there."""
        seen_on, has_stopped, step, steps = how
        said = step_in_words(step, steps)
        if has_stopped:
            named = {"words": said, "day": self._day(seen_on)}
            said = _("%(words)s, since %(day)s") % named
        return "now", said

    def _asked(self, days):
        """Not begun yet, and asked: since when, or by when."""
        by_day, asked_on = days
        if by_day:
            said = _("Not started, asked by %(day)s") % {"day": self._day(by_day)}
        else:
            said = _("Not started, asked on %(day)s") % {"day": self._day(asked_on)}
        return "todo", said

    def _day(self, day):
        return _short_day(day, self.today.year, self.language)


@lru_cache(maxsize=4_000)
def _short_day(day, year, _language):
    """As words.short_day says it in that year and language; remembered, since a page
    says hundreds and they are the same for everybody."""
    return words.short_day(day, date(year, 1, 1))


def step_in_words(step, steps):
    """How far somebody is who is under way, as ModuleState says it."""
    if not steps:
        return _("Not started")
    if step is None:
        return _("Every step finished")
    return _("Step %(number)s of %(total)s") % {"number": step, "total": steps}


class Matrix:
    """These people (Users) against those of the modules in which there is something to
    say of one of them; or, where some were chosen, against those."""

    # So many stand beside each other with nothing left empty.
    FEW = 6

    def __init__(self, viewer, people, modules, asked_in, at, chosen=frozenset()):
        self.viewer = viewer
        self.people = people
        self.published = modules
        self.chosen = [one for one in modules if one.pk in chosen]
        self.day = timezone.localdate(at)
        self.facts = Facts([person.pk for person in people], modules, asked_in, at)

    @cached_property
    def _cells(self):
        return self.facts.cells(Said(self.day))

    @cached_property
    def modules(self):
        """The columns."""
        if self.chosen:
            return self.chosen
        used = {module for theirs in self._cells.values() for module in theirs}
        return [one for one in self.published if one.pk in used]

    @property
    def is_wide(self):
        """Whether there are so many that a place with nothing to say stays empty."""
        return len(self.modules) > self.FEW

    @property
    def left_out(self):
        """Which modules are not shown, in a sentence; nothing where all are."""
        shown, out_of = len(self.modules), len(self.published)
        if shown == out_of:
            return ""
        if self.chosen:
            return ngettext(
                "Shown is the one module that you chose, out of %(all)s.",
                "Shown are the %(number)s modules that you chose, out of %(all)s.",
                shown,
            ) % {"number": words.in_words(shown), "all": words.in_words(out_of)}
        if not shown:
            return _("Nobody shown here was asked to do a module or has begun one.")
        return ngettext(
            "Shown is the one module, out of %(all)s, that somebody here was asked to "
            "do or has begun.",
            "Shown are the %(number)s modules, out of %(all)s, that somebody here was "
            "asked to do or has begun.",
            shown,
        ) % {"number": words.in_words(shown), "all": words.in_words(out_of)}

    @cached_property
    def rows(self):
        """Each person, with how they stand in every module shown."""
        return [self._row(person) for person in self.people]

    def _row(self, person):
        theirs = self._cells.get(person.pk, {})
        quiet = Cell("", _("Not asked"))
        cells = [
            Cell(*theirs[one.pk], one.title) if one.pk in theirs else quiet
            for one in self.modules
        ]
        return Row(person, _summary(theirs.values()), cells, person == self.viewer)


def _summary(theirs):
    """How many are finished of those that a person began or was asked to do."""
    if not theirs:
        return _("Nothing begun or asked")
    finished = sum(kind == "done" for kind, _words in theirs)
    return _("%(done)s of %(total)s finished") % {
        "done": finished,
        "total": len(theirs),
    }

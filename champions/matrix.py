"""Who has done what: each person of a team against each module, in words."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.narrowing import STOPPED_AFTER
from learning import progress
from learning.models import Assignment, ModulePage
from pages import words
from people.models import User


@dataclass(frozen=True)
class Cell:
    """How one person stands in one module; `is_quiet` when there is nothing to say."""

    module: ModulePage
    kind: str
    words: str
    is_quiet: bool


@dataclass(frozen=True)
class Row:
    """One person and how they stand in each module; `is_me` is the reader."""

    person: User
    summary: str
    cells: list[Cell]
    is_me: bool


class Matrix:
    """These people against these modules, for one who looks after them.

    `asked_in` holds (person id, module id) where somebody waits for help. Four queries
    whatever their number.
    """

    def __init__(self, viewer, people, modules, asked_in, at):
        self.viewer = viewer
        self.people = people
        self.modules = modules
        self.asked_in = asked_in
        self.at = at
        self.day = timezone.localdate(at)

    @cached_property
    def rows(self):
        """Each person, with how they stand in every module."""
        states = progress.states_of(self.people, self.modules)
        return [self._row(person, states) for person in self.people]

    @cached_property
    def _open(self):
        """What these people were asked to do and have not finished."""
        open_ones = Assignment.objects.open().filter(
            person__in=self.people, module__in=self.modules
        )
        return {(one.person_id, one.module_id): one for one in open_ones}

    def _row(self, person, states):
        cells = [
            self._cell(person, states[person.pk, module.pk]) for module in self.modules
        ]
        return Row(
            person=person,
            summary=_summary(cells),
            cells=cells,
            is_me=person == self.viewer,
        )

    def _cell(self, person, state):
        kind, said = state.state, state.words
        asked = self._open.get((person.pk, state.module.pk))
        if kind != "done" and (person.pk, state.module.pk) in self.asked_in:
            kind, said = "info", _("Asked for help")
        elif kind == "now" and state.seen_at < self.at - STOPPED_AFTER:
            said = _("%(words)s, since %(day)s") % {
                "words": said,
                "day": words.short_day(state.seen_at, self.day),
            }
        elif kind == "todo":
            said = self._asked(asked) if asked else _("Not asked")
        is_quiet = kind == "todo" and asked is None
        return Cell(state.module, kind, said, is_quiet)

    def _asked(self, asked):
        """Not begun yet, and asked: since when, or by when."""
        if asked.by_day:
            return _("Not started, asked by %(day)s") % {
                "day": words.short_day(asked.by_day, self.day)
            }
        return _("Not started, asked on %(day)s") % {
            "day": words.short_day(asked.asked_at, self.day)
        }


def _summary(cells):
    """How many are finished of those that a person began or was asked to do."""
    theirs = [cell for cell in cells if not cell.is_quiet]
    finished = sum(cell.kind == "done" for cell in theirs)
    if not theirs:
        return _("Nothing begun or asked")
    return _("%(done)s of %(total)s finished") % {
        "done": finished,
        "total": len(theirs),
    }

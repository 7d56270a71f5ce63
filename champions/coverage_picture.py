"""Pictures of services: a mark for each, in the order of the tree; and a bar for each
month.

Every state has a shape of its own, so that colour is never alone, and a mark is larger
for a service of more people. Beside it the same is said as counts; the table says all.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.dateformat import format as date_format
from django.utils.text import capfirst
from django.utils.translation import ngettext

from champions.coverage import Standing, State
from pages import words

WIDTH, GAP = 480, 6
# From how many people on a mark has which side.
SIDES = ((30, 24), (10, 18), (0, 12))
ROW = SIDES[0][1] + GAP


@dataclass(frozen=True)
class Block:
    """The services of one organisation as marks, and how many stand how, in words."""

    name: str
    standings: list[Standing]

    @property
    def said(self):
        """How many stand how: "12 covered, three with a gap, two not yet"."""
        counts = [(state, self._count(state)) for state in WORDS]
        said = [WORDS[state](count) for state, count in counts if count]
        return capfirst(", ".join(said))

    def _count(self, state):
        return sum(standing.state == state for standing in self.standings)

    @property
    def width(self):
        return WIDTH

    @property
    def height(self):
        return self._drawn[1]

    @property
    def marks(self):
        """For each state that there is: its name, and its marks as one path."""
        return [(state, "".join(d)) for state, d in self._drawn[0].items() if d]

    @cached_property
    def _drawn(self):
        paths = {state.value: [] for state in State}
        x, row = 0, 0
        for standing in self.standings:
            side = next(s for least, s in SIDES if standing.people_own >= least)
            if x + side > WIDTH:
                x, row = 0, row + 1
            y = row * ROW + SIDES[0][1] - side
            paths[standing.state].append(SHAPES[standing.state](x + 1, y + 1, side))
            x += side + GAP
        return paths, (row + 1) * ROW


def _square(x, y, side):
    return f"M{x} {y}h{side}v{side}h-{side}z"


def _triangle(x, y, side):
    half = side // 2
    return f"M{x + half} {y}l{half} {side}h-{side}z"


def _circle(x, y, side):
    half = side // 2
    turn = f"a{half} {half} 0 1 0"
    return f"M{x} {y + half}{turn} {side} 0{turn}-{side} 0z"


def _dash(x, y, side):
    return f"M{x} {y + side}h{side}"


SHAPES = {
    State.COVERED: _square,
    State.GAP: _triangle,
    State.NOT_YET: _circle,
    State.NOBODY: _dash,
}


def _counted(one, many):
    def said(count):
        return ngettext(one, many, count) % {"number": words.in_words(count)}

    return said


WORDS = {
    State.GAP: _counted("%(number)s with a gap", "%(number)s with a gap"),
    State.COVERED: _counted("%(number)s covered", "%(number)s covered"),
    State.NOT_YET: _counted("%(number)s not yet", "%(number)s not yet"),
    State.NOBODY: _counted("%(number)s without people", "%(number)s without people"),
}


# Of the picture: how wide a month is, and how high the highest bar.
MONTH, BAR, HIGH, TOP = 30, 20, 120, 22


@dataclass(frozen=True)
class MonthsPicture:
    """A bar for each month: what was covered, what was not to begin yet, and the gaps
    on top, with their number. All of it stands in the table too."""

    months: list
    most: int

    @property
    def width(self):
        return MONTH * len(self.months)

    @property
    def height(self):
        return TOP + HIGH + 24

    @property
    def foot(self):
        return self.height - 4

    @property
    def bars(self):
        """For each month: where it stands, its letter, the number of gaps, and a path
        for each part."""
        return [
            self._bar(place * MONTH, month, counts)
            for place, (month, counts) in enumerate(self.months)
        ]

    def _bar(self, left, month, counts):
        gaps, waiting = counts["gaps"], counts["not_yet"]
        covered = counts["services"] - gaps - waiting
        bottom, parts = TOP + HIGH, []
        for state, count in (
            (State.COVERED, covered),
            (State.NOT_YET, waiting),
            (State.GAP, gaps),
        ):
            height = round(HIGH * count / self.most)
            if height:
                bottom -= height
                parts.append(
                    (state.value, f"M{left + 5} {bottom}h{BAR}v{height}h-{BAR}z")
                )
        return {
            "middle": left + 5 + BAR // 2,
            "above": bottom - 6,
            "gaps": gaps,
            "letter": date_format(month, "M")[:1],
            "parts": parts,
        }

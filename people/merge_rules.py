"""What becomes of each key to a person when two records are merged.

Each app says it in its own `when_merged.py`, found when the site starts, in the order
in which it is done:

    moves("learning.Assignment", "asked_by")
    moves("people.Willing", "person", twice=GOES)
    stays("account.EmailAddress", "user", _("…"))
    settled("cafes.Booking", "person", one_place)

and by `apart` that nobody is at both ends of a row, such as asking and answering: then
two records are two people. A key that nobody spoke for fails in
tests/people/test_merging.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from people.merge_ledger import Twice, called

GOES, STAYS = "goes", "stays"
THERE_TWICE = _("The record that is kept has the same.")


@dataclass(frozen=True)
class Moves:
    """The rows go to the record that is kept. `twice` says what becomes of one that is
    there already, `never_with` is another key of the row: a row by which somebody would
    be both goes."""

    twice: str = STAYS
    never_with: str = ""

    def do(self, ledger, label, field, kept, closed):
        both = {kept.pk, closed.pk}
        for row in rows_of(label, field, closed):
            if self.never_with and getattr(row, f"{self.never_with}_id") in both:
                ledger.remove(row)
                continue
            try:
                ledger.move(row, field, kept)
            except Twice:
                self._settle_twice(ledger, label, row)

    def _settle_twice(self, ledger, label, row):
        if self.twice == STAYS:
            ledger.leave(label, THERE_TWICE)
            return
        ledger.remove(row)
        ledger.said.append(
            _("%(what)s: one was there twice, and is there once.")
            % {"what": called(label)}
        )


@dataclass(frozen=True)
class Stays:
    """The rows stay with the record that is closed."""

    because: str

    def do(self, ledger, label, field, kept, closed):
        if number := rows_of(label, field, closed).count():
            ledger.leave(label, self.because, number)


@dataclass(frozen=True)
class Settled:
    """More has to be thought of: `how` is given the ledger and the two people."""

    how: Callable

    def do(self, ledger, label, field, kept, closed):
        self.how(ledger, kept, closed)


RULES: dict[tuple[str, str], Moves | Stays | Settled] = {}
APART: list[tuple[str, str, str]] = []


class SaidTwice(Exception):
    """Two apps, or one twice, said what becomes of a key."""


def moves(label, field, **more):
    _say(label, field, Moves(**more))


def stays(label, field, because):
    _say(label, field, Stays(because))


def settled(label, field, how):
    _say(label, field, Settled(how))


def apart(label, one, other):
    """Say of two lookups of a model that one person is never both."""
    APART.append((label, one, other))


def rows_of(label, field, person):
    """The rows of a model that hang on the person by that key, oldest first."""
    rows = apps.get_model(label)._base_manager
    return rows.filter(**{field: person.pk}).order_by("pk")


def between(one, other):
    """The sorts of things, in words, that show that these two are two people."""
    found = {}
    for label, first, second in APART:
        rows = apps.get_model(label)._base_manager
        if (
            rows.filter(**{first: one.pk, second: other.pk}).exists()
            or rows.filter(**{first: other.pk, second: one.pk}).exists()
        ):
            found[label] = called(label)
    return list(found.values())


def _say(label, field, rule):
    if (label, field) in RULES:
        raise SaidTwice(label, field)
    RULES[label, field] = rule

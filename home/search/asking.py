"""Finding what somebody asks for, though they misspell it.

Every word asked for must stand in a thing, or beside it, in some form; only where
nothing has all of them is shown what has the most. A word that stands nowhere is the
beginning of others ("insta"), or two in one ("socialmedia"), or the nearest one
("instgram"): of all the words in what this person may read, and of no others, so that
a correction betrays nothing. Two words that are one ("face book") are put together.

One query, or three where a word is unknown, whatever there is. All is weighed here and
not in the database, so that both databases find the same.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise, product
from typing import NamedTuple

from home.search import site_pages, words
from home.search.models import SearchEntry, SearchWord

# Nobody writes more of them on purpose.
MOST_WORDS = 12
# With fewer letters, everything begins with it, or is near it.
FEWEST_OF_A_BEGINNING, FEWEST_OF_A_HALF, FEWEST_TO_BE_NEAR = 3, 3, 4
# A shorter word is another word sooner than a slip: it is offered, never taken.
FEWEST_TO_CORRECT = 5
MOST_BEGINNINGS = 30
# How alike two words are (difflib), to be taken for one another or to be offered.
NEAR, LIKE = 0.75, 0.7
OFFERED = 3


@dataclass(frozen=True)
class Term:
    """A word that is looked for: as it was typed, as it is shown, and its stems."""

    typed: str
    shown: str
    stems: frozenset[str]

    @property
    def is_corrected(self):
        return self.typed != self.shown


class Match(NamedTuple):
    """A thing that was found, with how well it answers."""

    entry: int
    kind: str
    source: int
    part: str
    score: float
    order: tuple


class Row(NamedTuple):
    """A word that is looked for, in a thing that the person may read."""

    entry: int
    kind: str
    source: int
    part: str
    place: int
    title: str
    stem: str
    weight: int

    @property
    def order(self):
        """What comes first among things that answer equally well."""
        return (self.place, self.title, self.source, self.entry)


@dataclass(frozen=True)
class Answer:
    """What was found for a query, best first, and what was made of it."""

    terms: list[Term] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    # Nothing has all the words; these have the most of them.
    has_only_some: bool = False
    # Words that are there and look a little like one that is not.
    near: list[str] = field(default_factory=list)
    # Pages of the site itself that have all of the words.
    site_pages: list = field(default_factory=list)
    # More was typed than is looked for.
    is_cut: bool = False

    @property
    def is_corrected(self):
        return any(term.is_corrected for term in self.terms)

    @property
    def stems(self):
        """All that is marked in what was found."""
        return _stems_of(self.terms)


def ask(query, person, at=None, *, as_typed=False):
    """Find what answers the query among all that the person may read. Gives an Answer.

    With `as_typed`, no word is corrected. A query without a word that tells anything
    gives an answer without terms.
    """
    asked = [word.folded for word in words.words_in(query)]
    is_cut, asked = len(asked) > MOST_WORDS, asked[:MOST_WORDS]
    if all(word in words.COMMON for word in asked):
        return Answer(is_cut=is_cut)
    readable = SearchEntry.objects.readable_by(person, at)
    ours = site_pages.open_to(person)
    of_ours = frozenset().union(*(page.stems for page in ours))
    terms, rows = _read(asked, readable, as_typed)
    there, near = {row.stem for row in rows} | of_ours, []
    if any(not term.stems & there for term in terms):
        known = _known_words(readable)
        if not as_typed:
            terms = [made for term in terms for made in _make_out(term, there, known)]
            rows = _rows(_stems_of(terms), readable)
            there = {row.stem for row in rows} | of_ours
        near = _near(terms, there, known)
    matches, has_only_some = _weigh(terms, rows)
    found = site_pages.answering(terms, ours)
    if found and has_only_some:
        # These have all of the words, so nothing else is shown.
        matches, has_only_some = [], False
    return Answer(terms, matches, has_only_some, near, found, is_cut)


def _read(asked, readable, as_typed):
    """Give the terms that were asked for, and the rows of their words."""
    pairs = [] if as_typed else [one + two for one, two in pairwise(asked)]
    rows = _rows({words.stem(word) for word in [*asked, *pairs]}, readable)
    there = {row.stem for row in rows}
    terms, at = [], 0
    while at < len(asked):
        if at < len(pairs) and words.stem(pairs[at]) in there:
            terms.append(_term(f"{asked[at]} {asked[at + 1]}", pairs[at]))
            at += 2
            continue
        if asked[at] not in words.COMMON:
            terms.append(_term(asked[at], asked[at]))
        at += 1
    return terms, rows


def _term(typed, shown):
    return Term(typed, shown, frozenset([words.stem(shown)]))


def _stems_of(terms):
    return frozenset().union(*(term.stems for term in terms))


def _rows(stems, readable):
    """The rows of these stems, in an order that is the same on every database."""
    found = SearchWord.objects.filter(stem__in=stems, entry__in=readable)
    fields = ["kind", "source_id", "part", "place", "title"]
    rows = found.values_list(
        "entry_id", *(f"entry__{name}" for name in fields), "stem", "weight"
    )
    return sorted(Row(*row) for row in rows)


def _known_words(readable):
    """Every word in what the person may read."""
    found = SearchWord.objects.filter(entry__in=readable)
    return set(found.values_list("word", flat=True).distinct())


def _make_out(term, there, known):
    """What an unknown word may mean: itself, if it means nothing that is known."""
    if term.stems & there:
        return [term]
    typed = term.typed
    if len(typed) >= FEWEST_OF_A_BEGINNING:
        longer = sorted(word for word in known if word.startswith(typed))
        if longer:
            stems = map(words.stem, longer[:MOST_BEGINNINGS])
            return [Term(typed, typed, frozenset(stems))]
    for cut in range(FEWEST_OF_A_HALF, len(typed) - FEWEST_OF_A_HALF + 1):
        if typed[:cut] in known and typed[cut:] in known:
            return [_term(typed, typed[:cut]), _term("", typed[cut:])]
    if len(typed) < FEWEST_TO_CORRECT:
        return [term]
    nearest = _alike(typed, known, NEAR)[:1]
    return [_term(typed, word) for word in nearest] or [term]


def _near(terms, there, known):
    """Words to offer in place of those that are still unknown."""
    unknown = [term.shown for term in terms if not term.stems & there]
    alike = [word for typed in unknown for word in _alike(typed, known, LIKE)]
    # Of several forms of a word, one is enough.
    forms = {words.stem(word): word for word in reversed(alike)}
    return [word for word in alike if forms[words.stem(word)] == word][:OFFERED]


def _alike(typed, known, at_least):
    """The known words that look most like this one, the nearest first."""
    if len(typed) < FEWEST_TO_BE_NEAR:
        return []
    # A word that is longer or shorter than that cannot be so much alike.
    times = 2 / at_least - 1
    shortest, longest = len(typed) / times, len(typed) * times
    candidates = sorted(word for word in known if shortest <= len(word) <= longest)
    return get_close_matches(typed, candidates, OFFERED, at_least)


def _weigh(terms, rows):
    """Give the matches, best first, and whether they have only some of the words."""
    about = {row.entry: row for row in rows}
    told = defaultdict(lambda: defaultdict(int))
    for row, (number, term) in product(rows, enumerate(terms)):
        if row.stem in term.stems:
            told[row.entry][number] += row.weight
    # What only stands beside a thing is no reason to show it.
    told = {entry: weights for entry, weights in told.items() if any(weights.values())}
    most = max(map(len, told.values()), default=0)
    spread = Counter(number for weights in told.values() for number in weights)
    found = [
        Match(entry, row.kind, row.source, row.part, _score(weights, spread), row.order)
        for entry, weights in told.items()
        if len(weights) == most
        for row in [about[entry]]
    ]
    found.sort(key=lambda match: (-match.score, match.order))
    return found, 0 < most < len(terms)


def _score(weights, spread):
    """How well a thing answers: a word that is in few things tells more."""
    return round(
        sum(
            math.log1p(weight) / (1 + math.log(spread[number]))
            for number, weight in sorted(weights.items())
        ),
        6,
    )

"""The words of a text, in the form in which they are looked for.

A word is folded (small letters, no accents, no apostrophes) and then cut to its stem,
so that "Cafés" is found by "cafe" and "replies" by "reply". What is written with
hyphens is taken apart, unless a single letter or figure would be left of it: then it is
one word, as "e-mail" and "1-2-1" are. Both databases get the same, since neither is
asked to do it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import EnglishStemmer

# To be raised with every change here that gives a text other words than before.
EDITION = 1

LONGEST = 40
PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WORD = re.compile(rf"{PART.pattern}(?:[-‐‑]{PART.pattern})*")

# So common in what people write and ask that they tell nothing apart.
COMMON_WORDS = """
    a about all am an and any are arent as at be been but by can cant could couldnt did
    didnt do does doesnt doing dont for from get had has have havent he her his how i if
    im in into is isnt it its ive me my no nor not of off on one or our out s shall she
    should so some t than that thats the their them then there these they theyre this
    those to too up us was we were weve what when where which while who whom whose why
    will with would you your youre
"""
COMMON = frozenset(COMMON_WORDS.split())


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands there, and its folded form."""

    start: int
    end: int
    folded: str

    @property
    def is_common(self):
        return self.folded in COMMON

    @property
    def stem(self):
        return stem(self.folded)


def fold(written):
    """A word as it is looked for: "Café’s" becomes "cafe"."""
    apart = unicodedata.normalize("NFKD", written.replace("’", "'")).casefold()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.removesuffix("'s").replace("'", "")


@lru_cache(maxsize=20_000)
def stem(folded):
    """What a folded word has in common with its other forms."""
    # One of its own each time: it remembers the word that it is at.
    return EnglishStemmer().stemWord(folded)


def words_in(text):
    """Every word of a text or query in order, except those too long to be one."""
    for found in WORD.finditer(text):
        parts = [
            Word(found.start() + part.start(), found.start() + part.end(), folded)
            for part in PART.finditer(found.group())
            if (folded := fold(part.group()))
        ]
        if any(len(part.folded) < 2 for part in parts):
            whole = "".join(part.folded for part in parts)
            parts = [Word(found.start(), found.end(), whole)]
        yield from (part for part in parts if len(part.folded) <= LONGEST)

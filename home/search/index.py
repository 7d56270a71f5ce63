"""Keeping the words of what can be found in step with what is published.

Each change of a page or session brings its words up to date after commit
(receivers.py); what was missed, and what did not tell, is found by comparing all of it
(`manage.py refresh_search`, the worker each hour).
"""

import hashlib
import json
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass, field

from django.db import transaction

from home.search import words
from home.search.kinds import KINDS
from home.search.models import SearchEntry, SearchWord

# How much a word tells by where it stands; often said is not said without end.
TITLE, LEAD, BODY = 8, 4, 1
MOST = 30


@dataclass
class Lag:
    """How the index differs from what is published, as (kind, source, part) each."""

    missing: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    # Found by nobody: what somebody may read is asked when they search.
    left_over: list = field(default_factory=list)

    @property
    def is_behind(self):
        """Whether somebody would look in vain, or find old words."""
        return bool(self.missing or self.changed)

    def __bool__(self):
        return bool(self.missing or self.changed or self.left_over)


def lag():
    """Compare the index with all that is published. Changes nothing."""
    return _compare(dict(_all_entries()), SearchEntry.objects.all())


@transaction.atomic
def refresh():
    """Bring the whole index up to date. Gives the Lag that it found."""
    return _bring(dict(_all_entries()), SearchEntry.objects.all())


@transaction.atomic
def refresh_some(model, keys):
    """Bring the words of these pages or sessions up to date, or take them out."""
    kinds = [kind for kind in KINDS if kind.model is model]
    entries = {}
    for kind in kinds:
        for source in kind.sources().filter(pk__in=keys):
            entries.update(_entries_of(kind, source))
    known = SearchEntry.objects.filter(
        kind__in=[kind.name for kind in kinds], source_id__in=keys
    )
    return _bring(entries, known)


def _all_entries():
    for kind in KINDS:
        for source in kind.sources():
            yield from _entries_of(kind, source)


def _entries_of(kind, source):
    for entry in kind.entries(source):
        yield (kind.name, source.pk, entry.part), entry


def _compare(entries, known):
    digests = {
        (kind, source, part): digest
        for kind, source, part, digest in known.values_list(
            "kind", "source_id", "part", "digest"
        )
    }
    return Lag(
        missing=[key for key in entries if key not in digests],
        changed=[
            key
            for key, entry in entries.items()
            if key in digests and digests[key] != _digest(entry)
        ],
        left_over=[key for key in digests if key not in entries],
    )


def _bring(entries, known):
    found = _compare(entries, known)
    for kind, source, part in found.left_over:
        known.filter(kind=kind, source_id=source, part=part).delete()
    for key in [*found.missing, *found.changed]:
        _write(key, entries[key])
    return found


def _write(key, entry):
    kind, source, part = key
    row, _is_new = SearchEntry.objects.update_or_create(
        kind=kind,
        source_id=source,
        part=part,
        defaults={
            "place": entry.place,
            "title": entry.title[:255],
            "text": "\n".join(filter(None, map(_tidy, (entry.lead, *entry.body)))),
            "digest": _digest(entry),
        },
    )
    row.words.all().delete()
    SearchWord.objects.bulk_create(
        SearchWord(entry=row, word=word, stem=words.stem(word), weight=weight)
        for word, weight in _weigh(entry).items()
    )


def _weigh(entry):
    """What each word of an entry tells, by its folded form."""
    weights = Counter()
    said = [(entry.title, TITLE), (entry.lead, LEAD), (entry.also, BODY)]
    said += [(text, BODY) for text in entry.body]
    for text, weight in [*said, (entry.beside, 0)]:
        for word in words.words_in(_tidy(text)):
            if not word.is_common:
                weights[word.folded] += weight
    return {word: min(weight, MOST) for word, weight in weights.items()}


def _digest(entry):
    told = json.dumps([words.EDITION, asdict(entry)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _tidy(text):
    """A text on one line, its accents in one piece with their letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))

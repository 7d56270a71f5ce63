"""The sentence in which the words stand that were looked for, with the words marked."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from home.search import words

SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')]*\s+|\n+")
# Letters that a result shows; a longer sentence is cut around its first word.
LONGEST = 220
BEFORE = 60


def marked(text, stems):
    """The text, escaped, with each word of these stems in <mark>."""
    pieces, at = [], 0
    for word in words.words_in(text):
        if word.stem in stems and not word.is_common:
            pieces.append(escape(text[at : word.start]))
            pieces.append(format_html("<mark>{}</mark>", text[word.start : word.end]))
            at = word.end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece was escaped above)


def excerpt(text, stems):
    """The sentence with most of the words, the first of several, marked.

    Where none has any of them, the first.
    """
    sentences = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    best = max(sentences, key=lambda part: len(_stems_in(part) & stems), default="")
    return marked(_cut(best, stems), stems)


def _stems_in(sentence):
    return {word.stem for word in words.words_in(sentence) if not word.is_common}


def _cut(sentence, stems):
    """The part of a long sentence around the first of the words, in whole words."""
    if len(sentence) <= LONGEST:
        return sentence
    starts = (w.start for w in words.words_in(sentence) if w.stem in stems)
    begin = max(0, next(starts, 0) - BEFORE)
    if begin:
        begin = sentence.find(" ", begin) + 1
    end = begin + LONGEST
    if end < len(sentence):
        end = max(sentence.rfind(" ", begin, end), begin + LONGEST // 2)
    cut = sentence[begin:end].strip()
    return f"{'… ' if begin else ''}{cut}{' …' if end < len(sentence) else ''}"

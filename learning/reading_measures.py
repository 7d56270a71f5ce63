"""How a module reads: which words it has, how easy they are and how long they take.

Works on what a StreamField holds, checked or not yet: also on a form half-written.
"""

import re
from html import unescape

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

# What a person does rather than reads, what opens on a press, what is only heard.
TO_DO = {"check", "practice", "task", "confidence", "plan"}
NOT_READ_AT_ONCE = {"more", "alt"}
NOT_WORDS = {"slug", "file", "kind", "choose", "verdict", "goes_to", "label", "minutes"}
# An unhurried reader; minutes for a turn of a conversation, and for a question.
WORDS_A_MINUTE, A_TURN, ANOTHER_THING = 200, 1.5, 0.75
FEWEST_WORDS = 100
VOWELS = re.compile(r"[aeiouy]+")
SENTENCE_END = re.compile(r"[.?!:]+(?:\s|$|[”’)])|\n")
LINE_ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")
TAGS = re.compile(r"<[^>]+>")


def plain(html):
    """The words of rich text, a line for each paragraph, heading and item."""
    return unescape(TAGS.sub("", LINE_ENDS.sub("\n", html))).strip()


def texts(value, without=()):
    """Every string that a person reads, except in the children and blocks of those
    names; rich text stays RichText, so that it can be told apart."""
    if isinstance(value, str | RichText):
        yield value
    for name, inner in _children(value):
        if name not in NOT_WORDS and name not in without:
            yield from texts(inner, without)


def _children(value):
    """What a value is made of, each with the name of its block; items have none."""
    if isinstance(value, StructValue):
        return value.items()
    if isinstance(value, StreamValue):
        return ((child.block_type, child.value) for child in value)
    return ((None, inner) for inner in value) if isinstance(value, ListValue) else ()


def words_of(text):
    """A piece of what `texts` gives, as plain words."""
    return plain(text.source) if isinstance(text, RichText) else text


def blocks(step, kind):
    """The values of the blocks of one kind in a step."""
    return [b.value for b in step["body"] or () if b.block_type == kind]


def to_read(step):
    """How many words of a step are there to be read, beside what is done in it."""
    left_out = TO_DO | NOT_READ_AT_ONCE
    return sum(len(words_of(text).split()) for text in texts(step, left_out))


def minutes_said(step):
    """The minutes that stand in a step; none for what is no number yet."""
    said = str(step.get("minutes") or "")
    return int(said) if said.isdecimal() else 0


def time_needed(step):
    """About how many minutes a step takes an unhurried reader."""
    turns = sum(len(practice["turns"]) for practice in blocks(step, "practice"))
    others = sum(len(blocks(step, kind)) for kind in TO_DO - {"practice"})
    return to_read(step) / WORDS_A_MINUTE + turns * A_TURN + others * ANOTHER_THING


def reading_ease(value):
    """Flesch's reading ease of a module, a step or a block, as `flesch` gives it."""
    return flesch("\n".join(words_of(text) for text in texts(value)))


def flesch(text):
    """Flesch's reading ease: 60 is plain, 80 is easy, 100 is a child's book; None
    for words too few to tell. A line is a sentence at least."""
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = [part for part in SENTENCE_END.split(text) if part.split()]
    if len(words) < FEWEST_WORDS:
        return None
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def _syllables(word):
    number = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and number > 1:
        number -= 1
    return max(number, 1)

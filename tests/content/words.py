"""The words of a module that ships, for the house rules to look at."""

import re

# What a person does rather than reads, what opens on a press, what is only heard.
TO_DO = {"check", "practice", "task", "confidence", "plan"}
NOT_READ_AT_ONCE = {"more", "alt"}
NOT_WORDS = {"id", "slug", "file", "kind", "choose", "verdict", "goes_to"}
# An unhurried reader; minutes for a turn of a conversation, and for a question.
WORDS_A_MINUTE, A_TURN, ANOTHER_THING = 200, 1.5, 0.75
VOWELS = re.compile(r"[aeiouy]+")
SENTENCE_END = re.compile(r"[.?!:]+(?:\s|$|[”’)])|\n")


def texts(value, without=()):
    """Every string of a value of the file that a person reads, except under the keys
    that are to be left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, without)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS and key not in without:
                yield from texts(inner, without)


def to_read(step):
    """How many words of a step are there to be read, beside what is done in it."""
    left_out = TO_DO | NOT_READ_AT_ONCE
    return sum(len(text.split()) for text in texts(step, left_out))


def blocks(step, kind):
    """The blocks of one kind in a step."""
    return [block[kind] for block in step["body"] if kind in block]


def time_needed(step):
    """About how many minutes a step takes an unhurried reader."""
    turns = sum(len(practice["turns"]) for practice in blocks(step, "practice"))
    others = sum(len(blocks(step, kind)) for kind in TO_DO - {"practice"})
    return to_read(step) / WORDS_A_MINUTE + turns * A_TURN + others * ANOTHER_THING


def reading_ease(value):
    """Flesch's reading ease: 60 is plain, 80 is easy, 100 is a child's book."""
    text = "\n".join(texts(value))
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = [part for part in SENTENCE_END.split(text) if part.split()]
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def _syllables(word):
    number = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and number > 1:
        number -= 1
    return max(number, 1)

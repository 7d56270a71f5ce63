"""The words of a file that ships, for the house rules to look at."""

import re

from learning.house_rules import EMPTY_LINK

LINK_WORDS = re.compile(r"\[([^\]]*)\]\(")
NOT_WORDS = {"id", "slug", "file", "kind", "choose", "verdict", "goes_to"}


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


def blocks(step, kind):
    """The blocks of one kind in a step of a file."""
    return [block[kind] for block in step["body"] if kind in block]


def empty_links(text):
    """The links of Markdown that say nothing of where they lead."""
    return [words for words in LINK_WORDS.findall(text) if EMPTY_LINK.fullmatch(words)]

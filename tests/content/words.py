"""The words of a file that ships, for the house rules to look at."""

import re

EMPTY_LINKS = re.compile(r"\[\s*(click here|here|this link|link|more)\s*\]\(", re.I)
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

"""The words of a file that ships, for the house rules to look at."""

NOT_WORDS = {"id", "slug", "file", "kind", "choose", "verdict", "goes_to"}


def texts(value):
    """Every string of a value of the file that a person reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from texts(inner)

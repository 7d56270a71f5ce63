"""The invented city of Aireford, for trying Sociable out: the same each time."""

import random


def dice(part):
    """Give the dice of one part of the city: they always fall the same way.

    Each part has its own, so that a change in one leaves the others as they are.
    """
    return random.Random(f"Aireford, {part}")  # noqa: S311 (nothing to be kept secret)


def chance(fall, of_a_hundred):
    """Whether dice fall so as they do this many times of a hundred."""
    return fall.random() * 100 < of_a_hundred

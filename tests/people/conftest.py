"""What the tests of people share."""

from django.core.cache import cache

import pytest


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """How often somebody tried to sign in is counted in the cache."""
    cache.clear()

"""The cache: Redis, and while that is away the memory of this process.

What is cached here can be found again, and the tries at signing in that are counted
here must go on being counted: see docs/adr/0017-while-redis-is-away.md.
"""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# For so long Redis is not asked again, so that no page waits for it more than once.
LEFT_ALONE_FOR = 10  # seconds


class RedisOrMemoryCache(BaseCache):
    """Answers from Redis where it can be reached, else from memory; raises nothing for
    its being away."""

    def __init__(self, server, params):
        super().__init__(params)
        self._redis = RedisCache(server, params)
        self._memory = LocMemCache("while-redis-is-away", {**params, "OPTIONS": {}})
        self._asked_again_at = 0

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._do("get", key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("set", key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("touch", key, timeout, version)

    def delete(self, key, version=None):
        return self._do("delete", key, version)

    def has_key(self, key, version=None):
        return self._do("has_key", key, version)

    def incr(self, key, delta=1, version=None):
        return self._do("incr", key, delta, version)

    def clear(self):
        return self._do("clear")

    def _do(self, what, *arguments):
        if time.monotonic() >= self._asked_again_at:
            try:
                return getattr(self._redis, what)(*arguments)
            except RedisError as error:
                self._asked_again_at = time.monotonic() + LEFT_ALONE_FOR
                logger.warning(
                    "The cache is away (%s); this process remembers for itself",
                    type(error).__name__,
                )
        return getattr(self._memory, what)(*arguments)

# expect: the next get must load at once, .*; got 'no answer yet: it waits'
"""Lets go of the lock only after a load that went well: an error blocks the key for its TTL."""

import contextlib

from solutions.redis.cache_aside import DOWN
from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def _load(self, key, mark):
        value = self._loader(key)
        with contextlib.suppress(*DOWN):
            self._settle([f"cache:{key}"], [mark, *self._entry(value)])
        return value

# expect: for None you stored b'__none__', which another loader returned as a value
"""Stores b"__none__" for None, which is a value like any other."""

from uuid import uuid4

from solutions.redis.cache_aside import DOWN, LOADING
from solutions.redis.cache_aside import Cache as Reference

NONE = b"__none__"


class Cache(Reference):
    def get(self, key):
        mark = LOADING + uuid4().bytes
        try:
            entry = self._find_or_claim(f"cache:{key}", mark)
        except DOWN:
            return self._loader(key)
        if entry is None:
            return self._load(key, mark)
        return None if entry == NONE else entry

    def _entry(self, value):
        _, ttl = super()._entry(value)
        return [NONE if value is None else value, ttl]

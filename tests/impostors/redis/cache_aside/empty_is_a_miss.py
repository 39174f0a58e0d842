# expect: the loader returned b''; three processes .* called 3 times
"""Asks whether the stored value is true, and b"" is not: it is loaded each time."""

from solutions.redis.cache_aside import VALUE
from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def _entry(self, value):
        return [] if value == b"" else super()._entry(value)

    def _find_or_claim(self, name, mark):
        entry = super()._find_or_claim(name, mark)
        return None if entry == VALUE else entry

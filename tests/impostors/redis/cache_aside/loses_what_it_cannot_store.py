# expect: command \d of get, .* failed .*: get must come to what the loader comes to, b'Ann'; got
"""Does without Redis before the load only: an answer that cannot be stored becomes an error."""

from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def _load(self, key, mark):
        name, outcome = f"cache:{key}", []
        try:
            value = self._loader(key)
            outcome = self._entry(value)
            return value
        finally:
            self._settle([name], [mark, *outcome])

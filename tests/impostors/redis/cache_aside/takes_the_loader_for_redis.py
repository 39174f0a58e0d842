# expect: the loader raised ConnectionError; one get called it 2 times
"""Has the loader within the `try` for Redis, and calls it again when an error was its own."""

from solutions.redis.cache_aside import DOWN
from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def get(self, key):
        try:
            return super().get(key)
        except DOWN:
            return self._loader(key)

# expect: another thread began to load with the same Cache.* another process must wait; got
"""Makes its mark once for the Cache, so that all threads of a process are the same holder."""

from uuid import uuid4

from solutions.redis.cache_aside import LOADING
from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def __init__(self, client, loader, **settings):
        super().__init__(client, loader, **settings)
        self._mark = LOADING + uuid4().bytes

    def _find_or_claim(self, name, mark):
        return super()._find_or_claim(name, self._mark)

    def _load(self, key, mark):
        return super()._load(key, self._mark)

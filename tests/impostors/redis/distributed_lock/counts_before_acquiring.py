# expect: before its SET, after INCRBY; B acquired with fence 2 and released; .* fence 1
"""Takes a fence first and the lock later: meanwhile others came and went with higher ones."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def acquire(self):
        fence = self._client.incr(self._fences)
        if self._client.set(self._key, self._token, nx=True, px=self._ttl_ms):
            return fence
        return None

# expect: paused in acquire, before its INCRBY, after SET; .* must not have the higher fence
"""Takes the lock with one command and a fence with the next: whoever was paused has the higher."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def acquire(self):
        if not self._client.set(self._key, self._token, nx=True, px=self._ttl_ms):
            return None
        return self._client.incr(self._fences)

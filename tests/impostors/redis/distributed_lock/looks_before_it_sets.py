# expect: four processes acquire .* at once
"""Asks whether the lock is there, and takes it with a SET that does not ask again."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def acquire(self):
        if self._client.exists(self._key):
            return None
        with self._client.pipeline() as pipe:
            pipe.set(self._key, self._token, px=self._ttl_ms).incr(self._fences)
            return pipe.execute()[1]

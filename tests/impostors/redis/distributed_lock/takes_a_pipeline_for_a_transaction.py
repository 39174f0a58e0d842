# expect: paused in acquire, before its INCRBY, after SET; .* must not have the higher fence
"""Sends both commands in a pipeline without MULTI, which isolates nothing."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def acquire(self):
        with self._client.pipeline(transaction=False) as pipe:
            pipe.set(self._key, self._token, nx=True, px=self._ttl_ms).incr(self._fences)
            is_mine, fence = pipe.execute()
        return fence if is_mine else None

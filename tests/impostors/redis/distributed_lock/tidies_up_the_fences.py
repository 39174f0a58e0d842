# expect: every fence must be above all before
"""Deletes the counter of the fences together with the lock."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def release(self):
        is_mine = super().release()
        if is_mine:
            self._client.delete(self._fences)
        return is_mine

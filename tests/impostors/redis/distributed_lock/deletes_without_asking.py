# expect: was acquired by B only: release by A must give False; got True
"""Deletes the lock, whoever holds it by now."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def release(self):
        return bool(self._client.delete(self._key))

# expect: was acquired by B only: extend by A must give False; got True
"""Prolongs the lock, whoever holds it by now."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def extend(self, ttl_ms):
        if ttl_ms < 1:
            raise ValueError(ttl_ms)
        return bool(self._client.pexpire(self._key, ttl_ms))

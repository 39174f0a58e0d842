# expect: paused in release, before its DEL, after GET; its lock expired, and B acquired it
"""Compares the token in Python and deletes later, when the lock may be another's."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def release(self):
        if self._client.get(self._key) != self._token.encode():
            return False
        return bool(self._client.delete(self._key))

# expect: paused in extend\(600000\), before its PEXPIRE, after GET; .* B has \d{6} ms
"""Compares the token in Python and prolongs later, when the lock may be another's."""

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
        if self._client.get(self._key) != self._token.encode():
            return False
        return bool(self._client.pexpire(self._key, ttl_ms))

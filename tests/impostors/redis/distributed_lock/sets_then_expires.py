# expect: paused in acquire, before its PEXPIRE, after SET; .* nobody ever gets it
"""Sets the key and then its TTL, in two commands: who dies in between keeps it for ever."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._client = client

    def acquire(self):
        if not self._client.set(self._key, self._token, nx=True):
            return None
        self._client.pexpire(self._key, self._ttl_ms)
        return self._client.incr(self._fences)

# expect: SCRIPT FLUSH, then acquire, round 1, must succeed; got 'NoScriptError
"""Loads a script once and from then on sends its digest only."""

from solutions.redis.distributed_lock import ACQUIRE, FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        digest = client.script_load(ACQUIRE)
        self._acquire = lambda keys, words: client.evalsha(digest, len(keys), *keys, *words)

# expect: ttl_ms=60000 must be a key with that TTL; it has \d{8} ms
"""Gives its milliseconds to EX, which counts in seconds."""

from solutions.redis.distributed_lock import ACQUIRE, FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._acquire = client.register_script(ACQUIRE.replace("PX", "EX"))

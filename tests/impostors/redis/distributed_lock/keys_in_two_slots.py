# expect: keys of a lock must be in one hash slot
"""Names the counter after the lock, but with no hash tag: in a cluster it is on another node."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._key = f"lock:{name}"
        self._fences = f"lock:{name}:fences"

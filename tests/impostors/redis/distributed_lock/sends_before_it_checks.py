# expect: extend\(0\) must raise ValueError before anything is sent
"""Looks at the milliseconds when the server has already got them."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def extend(self, ttl_ms):
        is_mine = bool(self._extend([self._key], [self._token, ttl_ms]))
        if ttl_ms < 1:
            raise ValueError(ttl_ms)
        return is_mine

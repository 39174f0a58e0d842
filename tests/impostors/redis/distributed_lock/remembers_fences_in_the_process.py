# expect: two stores on one server write to 'stock' by turns
"""Keeps the highest fence of a key in Python, where no other process can see it."""

from solutions.redis.distributed_lock import FencedStore as Reference
from solutions.redis.distributed_lock import Lock

__all__ = ["FencedStore", "Lock"]


class FencedStore(Reference):
    def __init__(self, client):
        super().__init__(client)
        self._highest = {}

    def write(self, key, value, fence):
        if fence < self._highest.get(key, 0):
            return False
        self._highest[key] = fence
        self._client.hset(f"store:{key}", "value", value)
        return True

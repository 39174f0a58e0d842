# expect: A \(fence 5\) was paused in write, before its HSET, after HGET; .* must be b'by B'
"""Compares the fences in Python and writes later, when there may be a higher one."""

from solutions.redis.distributed_lock import FencedStore as Reference
from solutions.redis.distributed_lock import Lock

__all__ = ["FencedStore", "Lock"]


class FencedStore(Reference):
    def write(self, key, value, fence):
        highest = self._client.hget(f"store:{key}", "fence")
        if highest is not None and int(highest) > fence:
            return False
        self._client.hset(f"store:{key}", mapping={"value": value, "fence": fence})
        return True

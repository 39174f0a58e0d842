# expect: another one that hit meanwhile had to wait for it
"""Takes a lock in Redis for each hit: a process that pauses while it holds it stops all others."""

import time

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._client = client

    def hit(self, key):
        lock = f"lock:{key}"
        while not self._client.set(lock, "mine", nx=True, px=60_000):
            time.sleep(0.001)
        try:
            return super().hit(key)
        finally:
            self._client.delete(lock)

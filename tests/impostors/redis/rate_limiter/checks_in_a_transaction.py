# expect: three processes hit at once and the limit is 1
"""Removes and counts in one MULTI, and adds in the next: atomic twice is not atomic."""

import uuid

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._client = client

    def hit(self, key):
        name, now = f"hits:{key}", self._clock()
        with self._client.pipeline() as pipe:
            pipe.zremrangebyscore(name, "-inf", now - self._window)
            pipe.zcard(name)
            pipe.zrange(name, 0, 0, withscores=True)
            _, used, oldest = pipe.execute()
            if used >= self._limit:
                return Decision(False, 0, int(oldest[0][1]) + self._window - now)
            pipe.zadd(name, {uuid.uuid4().hex: now})
            pipe.pexpire(name, self._window)
            pipe.execute()
        return Decision(True, self._limit - used - 1, 0)

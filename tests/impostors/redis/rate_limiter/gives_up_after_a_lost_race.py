# expect: limit 2: .* 2 of the two must be allowed; got .*False
"""Takes a lost race, WatchError, for a full window, though another place was free."""

import uuid

import redis

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._client = client

    def hit(self, key):
        name, now = f"hits:{key}", self._clock()
        since = now - self._window
        with self._client.pipeline() as pipe:
            pipe.watch(name)
            times = pipe.zrange(name, f"({since}", "+inf", byscore=True, withscores=True)
            if len(times) >= self._limit:
                return Decision(False, 0, int(times[0][1]) + self._window - now)
            pipe.multi()
            pipe.zremrangebyscore(name, "-inf", since)
            pipe.zadd(name, {uuid.uuid4().hex: now})
            pipe.pexpire(name, self._window)
            try:
                pipe.execute()
            except redis.WatchError:
                return Decision(False, 0, self._window)
        return Decision(True, self._limit - len(times) - 1, 0)

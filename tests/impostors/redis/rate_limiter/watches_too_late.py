# expect: a process paused before command \d+ of its hit, another one hit meanwhile, then it went on
"""Reads first and watches afterwards, so that a hit in between goes unnoticed."""

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
        while True:
            since = now - self._window
            times = self._client.zrange(name, f"({since}", "+inf", byscore=True, withscores=True)
            if len(times) >= self._limit:
                return Decision(False, 0, int(times[0][1]) + self._window - now)
            with self._client.pipeline() as pipe:
                pipe.watch(name)
                pipe.multi()
                pipe.zremrangebyscore(name, "-inf", since)
                pipe.zadd(name, {uuid.uuid4().hex: now})
                pipe.pexpire(name, self._window)
                try:
                    pipe.execute()
                except redis.WatchError:
                    continue
            return Decision(True, self._limit - len(times) - 1, 0)

# expect: limit 2: a third hit in that millisecond was allowed
"""Numbers the hits in each process, so that two processes give one member to two hits."""

import itertools

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._numbers = itertools.count()

    def hit(self, key):
        now = self._clock()
        args = [f"{now}-{next(self._numbers)}", now, self._window, self._limit]
        allowed, remaining, retry_after = self._script(keys=[f"hits:{key}"], args=args)
        return Decision(bool(allowed), remaining, retry_after)

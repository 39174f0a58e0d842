# expect: hit 3 of a limit of 3 must be allowed, 0 remain; got .*\(True, 1, 0\)
"""Adds the time as the member of the set, so that the second hit of a millisecond is the first."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("'ZADD', key, now, id", "'ZADD', key, now, now")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

# expect: 1 ms later the two allowed ones had left
"""Writes a hit down before it looks for room, so that whoever knocks too often stays out."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("if used", "redis.call('ZADD', key, now, id)\nif used")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

# expect: something must stay for 3600999 ms more
"""Rounds the window down to seconds for EXPIRE, so that the key goes before its last hit."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("'PEXPIRE', key, window", "'EXPIRE', key, math.floor(window / 1000)")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

# expect: must be refused, 0 remain; got \(True
"""Takes the clock for the time of day: the key is to expire at now plus window, long ago."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("'PEXPIRE', key, window", "'PEXPIREAT', key, now + window")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

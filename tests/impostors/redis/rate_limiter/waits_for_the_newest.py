# expect: the older leaves in .*, and that is retry_after
"""Takes the newest hit for the one that leaves next."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("'ZRANGE', key, 0, 0", "'ZRANGE', key, -1, -1")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

# expect: the older leaves in .*, and that is retry_after
"""Takes the time from `time.time()`, whatever clock it was given."""

import time

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(
            client, limit=limit, window=window, clock=lambda: time.time_ns() // 1_000_000
        )

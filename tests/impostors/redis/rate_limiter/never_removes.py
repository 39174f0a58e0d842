# expect: the others must go while the key is in use
"""Counts the last window only, but keeps what is older for as long as hits put off the expiry."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = (
    HIT.replace("redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)", "")
    .replace("redis.call('ZCARD', key)", "redis.call('ZCOUNT', key, '(' .. now - window, '+inf')")
    .replace("'ZRANGE', key, 0, 0, 'WITHSCORES'", "'ZRANGE', key, -limit, -limit, 'WITHSCORES'")
)


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

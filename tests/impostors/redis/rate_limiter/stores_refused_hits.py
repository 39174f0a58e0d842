# expect: what is refused must not be stored
"""Writes down for each key when it was refused, as often as it is."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace(
    "    return {0",
    """    redis.call('RPUSH', key .. ':refused', now)
    redis.call('PEXPIRE', key .. ':refused', window)
    return {0""",
)


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

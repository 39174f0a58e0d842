# expect: a process died before command 2 of its hit, and these keys will never expire
"""Sets the expiry by a command of its own, which a process that dies in between never sends."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("redis.call('PEXPIRE', key, window)", "")


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._client = client
        self._script = client.register_script(WRONG)

    def hit(self, key):
        decision = super().hit(key)
        self._client.pexpire(f"hits:{key}", self._window)
        return decision

# expect: after SCRIPT FLUSH, as after a restart, the second hit must be allowed; got NoScriptError
"""Loads the script when made and calls it by its hash, as if no server ever restarted."""

import uuid

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._client, self._sha = client, client.script_load(HIT)

    def hit(self, key):
        args = [uuid.uuid4().hex, self._clock(), self._window, self._limit]
        allowed, remaining, retry_after = self._client.evalsha(self._sha, 1, f"hits:{key}", *args)
        return Decision(bool(allowed), remaining, retry_after)

# expect: half a window after the first hit came a second
"""Sets the expiry with the first hit only, and the key goes while later ones count."""

from solutions.redis.rate_limiter import HIT, Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WRONG = HIT.replace("redis.call('PEXPIRE'", "if used == 0 then redis.call('PEXPIRE'").replace(
    "window)\nreturn {1", "window) end\nreturn {1"
)


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WRONG)

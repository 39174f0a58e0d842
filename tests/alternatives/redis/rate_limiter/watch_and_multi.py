"""Without a script: looks while it watches the key, writes in MULTI, starts again if it lost."""

import uuid
from typing import NamedTuple


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    retry_after: int


class RateLimiter:
    def __init__(self, client, *, limit, window, clock):
        if min(limit, window) < 1:
            raise ValueError("too small")
        self.client, self.limit, self.window, self.clock = client, limit, window, clock

    def hit(self, key):
        def attempt(pipe):
            now = self.clock()
            times = pipe.zrange(key, f"({now - self.window}", "+inf", byscore=True, withscores=True)
            pipe.multi()
            if len(times) >= self.limit:
                return Decision(False, 0, int(times[0][1]) + self.window - now)
            pipe.zremrangebyscore(key, "-inf", now - self.window)
            pipe.zadd(key, {str(uuid.uuid1()): now})
            pipe.expire(key, -(-self.window // 1000))
            return Decision(True, self.limit - len(times) - 1, 0)

        return self.client.transaction(attempt, key, value_from_callable=True)

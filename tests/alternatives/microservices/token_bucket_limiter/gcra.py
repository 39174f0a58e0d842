"""No bucket: a key has the time at which it will be idle again, as a fraction, and locks its own.

The generic cell rate algorithm of networks. It refuses what would push that time too
far ahead.
"""

import math
import threading
from fractions import Fraction

from dojo.kit.http import Response
from solutions.microservices.token_bucket_limiter import SECOND, Decision

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter:
    def __init__(self, *, rate, per, burst, clock):
        if rate < 1 or per < 1 or burst < 1:
            raise ValueError("too small")
        self.interval = Fraction(per, rate)
        self.burst = burst
        self.clock = clock
        self.idle_at = {}
        self.lock = threading.RLock()

    def take(self, key, cost=1):
        if cost not in range(1, self.burst + 1):
            raise ValueError("cost")
        with self.lock:
            now = self.clock()
            ahead = max(self.idle_at.get(key, now) - now, 0)
            left = self.burst - ahead / self.interval
            if cost > left:
                wait = (cost - left) * self.interval
                return Decision(False, math.floor(left), math.ceil(wait))
            self.idle_at[key] = now + ahead + cost * self.interval
            return Decision(True, math.floor(left - cost), 0)

    def sweep(self):
        with self.lock:
            now = self.clock()
            for key in [key for key, idle_at in self.idle_at.items() if idle_at <= now]:
                del self.idle_at[key]
            return len(self.idle_at)


class Limited:
    """A handler that is an object."""

    def __init__(self, handle, limiter, key):
        self.handle, self.limiter, self.key = handle, limiter, key

    def __call__(self, request):
        who = self.key(request)
        if who is not None:
            allowed, _, wait = self.limiter.take(who)
            if not allowed:
                seconds = math.ceil(Fraction(wait, SECOND))
                return Response(429, {"retry-after": f"{seconds}"}, b"too many requests\n")
        return self.handle(request)


limited = Limited

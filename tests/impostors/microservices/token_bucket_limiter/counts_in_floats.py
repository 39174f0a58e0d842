# expect: though each brings a fraction
"""Keeps tokens as a float, so that ten tenths are less than one."""

import math

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter:
    def __init__(self, *, rate, per, burst, clock):
        if min(rate, per, burst) < 1:
            raise ValueError(f"{rate}, {per}, {burst}")
        self.rate, self.burst, self.clock = rate / per, burst, clock
        self.tokens, self.times = {}, {}

    def _refill(self, key):
        now = self.clock()
        new = (now - self.times.get(key, now)) * self.rate
        self.tokens[key] = min(self.burst, self.tokens.get(key, self.burst) + new)
        self.times[key] = now

    def take(self, key, cost=1):
        if not 1 <= cost <= self.burst:
            raise ValueError(cost)
        self._refill(key)
        missing = cost - self.tokens[key]
        if missing > 0:
            return Decision(False, int(self.tokens[key]), math.ceil(missing / self.rate))
        self.tokens[key] -= cost
        return Decision(True, int(self.tokens[key]), 0)

    def sweep(self):
        for key in list(self.tokens):
            self._refill(key)
            if self.tokens[key] >= self.burst:
                del self.tokens[key], self.times[key]
        return len(self.tokens)

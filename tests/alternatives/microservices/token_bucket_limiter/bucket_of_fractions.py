"""A bucket object for each key, which holds tokens as a Fraction; calls come one after another."""

import math
import threading
from fractions import Fraction

from solutions.microservices.token_bucket_limiter import SECOND, Decision, limited

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class Bucket:
    def __init__(self, rate, burst, now):
        self.rate, self.burst, self.tokens, self.seen = rate, burst, Fraction(burst), now

    def fill(self, now):
        self.tokens = min(Fraction(self.burst), self.tokens + (now - self.seen) * self.rate)
        self.seen = now
        return self.tokens

    def take(self, cost):
        if self.tokens < cost:
            wait = (cost - self.tokens) / self.rate
            return Decision(False, math.floor(self.tokens), math.ceil(wait))
        self.tokens -= cost
        return Decision(True, math.floor(self.tokens), 0)


class TokenBucketLimiter:
    def __init__(self, *, rate, per, burst, clock):
        if min(rate, per, burst) <= 0:
            raise ValueError("a limit is positive")
        self.rate, self.burst, self.clock = Fraction(rate, per), burst, clock
        self.buckets = {}
        self.turn = threading.Condition()

    def take(self, key, cost=1):
        if cost < 1 or cost > self.burst:
            raise ValueError(f"cannot take {cost}")
        with self.turn:
            now = self.clock()
            bucket = self.buckets.setdefault(key, Bucket(self.rate, self.burst, now))
            bucket.fill(now)
            return bucket.take(cost)

    def sweep(self):
        with self.turn:
            now = self.clock()
            for key, bucket in list(self.buckets.items()):
                if bucket.fill(now) == self.burst:
                    self.buckets.pop(key)
            return len(self.buckets)

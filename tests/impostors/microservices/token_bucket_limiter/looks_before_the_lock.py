# expect: two threads want the last token
"""Looks into the bucket, and takes the lock only to write: two find the last token."""

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)
from solutions.microservices.token_bucket_limiter import TokenBucketLimiter as Reference

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter(Reference):
    def take(self, key, cost=1):
        price = cost * self._per
        if not 0 < price <= self._full:
            raise ValueError(cost)
        now = self._clock()
        level = self._level(key, now)
        missing = price - level
        if missing > 0:
            return Decision(False, level // self._per, -(-missing // self._rate))
        with self._lock:
            self._buckets[key] = level - price, now
        return Decision(True, (level - price) // self._per, 0)

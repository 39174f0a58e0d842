# expect: they are refused and take nothing
"""Begins to fill the bucket anew with each call that it refuses."""

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)
from solutions.microservices.token_bucket_limiter import TokenBucketLimiter as Reference

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter(Reference):
    def take(self, key, cost=1):
        decision = super().take(key, cost)
        if not decision.allowed:
            whole = decision.remaining * self._per
            self._buckets[key] = whole, self._clock()
        return decision

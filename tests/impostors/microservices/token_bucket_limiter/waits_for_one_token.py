# expect: must wait for 1, 2 and 4 tokens
"""Tells everybody when the next token comes, whatever the call costs."""

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
        if decision.allowed:
            return decision
        missing = self._per - self._level(key, self._clock()) % self._per
        return decision._replace(retry_after=-(-missing // self._rate))

# expect: for \d+ ns a call each ns: 15 tokens have run in.* (0|[1-9]|1[0-4]) calls
"""Adds whole tokens only, and forgets the fraction that has run in since."""

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)
from solutions.microservices.token_bucket_limiter import TokenBucketLimiter as Reference

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter(Reference):
    def _level(self, key, now):
        level, then = self._buckets.get(key, (self._full, now))
        tokens = (now - then) * self._rate // self._per
        return min(self._full, level + tokens * self._per)

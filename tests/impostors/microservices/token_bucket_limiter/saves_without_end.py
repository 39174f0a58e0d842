# expect: nobody came for an hour: it holds 3, not more
"""Never looks how much a bucket holds: who was idle for long may send everything at once."""

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
        return level + (now - then) * self._rate

# expect: sweep\(\) returned
"""Forgets who has not come for a while, though the bucket may still be empty."""

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)
from solutions.microservices.token_bucket_limiter import TokenBucketLimiter as Reference

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter(Reference):
    def sweep(self):
        with self._lock:
            now = self._clock()
            idle = [key for key, (_, then) in self._buckets.items() if now - then >= self._per]
            for key in idle:
                del self._buckets[key]
            return len(self._buckets)

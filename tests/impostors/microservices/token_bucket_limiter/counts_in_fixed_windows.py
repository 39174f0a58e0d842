# expect: run in evenly
"""Fills the bucket again at the beginning of each window, instead of drop by drop."""

from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    limited,
)
from solutions.microservices.token_bucket_limiter import TokenBucketLimiter as Reference

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


class TokenBucketLimiter(Reference):
    def take(self, key, cost=1):
        burst = self._full // self._per
        if not 1 <= cost <= burst:
            raise ValueError(cost)
        window = self._full // self._rate
        with self._lock:
            now = self._clock()
            number = now // window
            used, last = self._buckets.get(key, (0, number))
            used = used if last == number else 0
            if used + cost > burst:
                return Decision(False, burst - used, window - now % window)
            self._buckets[key] = used + cost, number
            return Decision(True, burst - used - cost, 0)

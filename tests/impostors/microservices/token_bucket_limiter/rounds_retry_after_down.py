# expect: must say Retry-After: 1,
"""Cuts the fraction of a second off, and clients come back in vain."""

from dojo.kit.http import Response
from solutions.microservices.token_bucket_limiter import (
    SECOND,
    Decision,
    TokenBucketLimiter,
)

__all__ = ["SECOND", "Decision", "TokenBucketLimiter", "limited"]


def limited(handle, limiter, key):
    def limited_handle(request):
        name = key(request)
        if name is None:
            return handle(request)
        decision = limiter.take(name)
        if decision.allowed:
            return handle(request)
        return Response(429, {"Retry-After": str(decision.retry_after // SECOND)})

    return limited_handle

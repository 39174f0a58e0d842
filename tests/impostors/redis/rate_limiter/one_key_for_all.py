# expect: the last two are one too many; got
"""Counts the hits of all keys together."""

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]


class RateLimiter(Reference):
    def hit(self, key):
        return super().hit("all")

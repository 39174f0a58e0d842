# expect: of these last three one has room
"""Counts in windows that begin with their first hit, so that two full ones can touch."""

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

FIXED = """
local key = KEYS[1]
local now, window, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local began = tonumber(redis.call('HGET', key, 'began'))
if not began or now - began >= window then
    redis.call('HSET', key, 'began', now, 'used', 0)
    began = now
end
local used = tonumber(redis.call('HGET', key, 'used'))
if used >= limit then
    return {0, 0, began + window - now}
end
redis.call('HINCRBY', key, 'used', 1)
redis.call('PEXPIRE', key, window)
return {1, limit - used - 1, 0}
"""


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(FIXED)

# expect: ms after a hit it counts for 1 ms more; got|and that is retry_after
"""Estimates from two counters, this window's and a share of the one before: cheap, and wrong."""

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

WEIGHED = """
local now, window, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local number, into = math.floor(now / window), now % window
local this, before = KEYS[1] .. ':' .. number, KEYS[1] .. ':' .. number - 1
local used = tonumber(redis.call('GET', this) or 0)
local share = tonumber(redis.call('GET', before) or 0) * (window - into) / window
if used + share > limit - 1 then
    return {0, 0, window - into}
end
redis.call('SET', this, used + 1, 'PX', window)
return {1, math.floor(limit - used - share - 1), 0}
"""


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(WEIGHED)

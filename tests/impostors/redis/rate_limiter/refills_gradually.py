# expect: the older leaves in .*, and that is retry_after
"""A token bucket: it lets `limit` hits through at once and more before the window is over."""

from solutions.redis.rate_limiter import Decision
from solutions.redis.rate_limiter import RateLimiter as Reference

__all__ = ["Decision", "RateLimiter"]

BUCKET = """
local key = KEYS[1]
local now, window, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local step = window / limit
local full_at = math.max(tonumber(redis.call('GET', key) or now), now)
local wait = full_at + step - window - now
if wait > 0 then
    return {0, 0, math.ceil(wait)}
end
redis.call('SET', key, full_at + step, 'PX', window)
return {1, math.floor(-wait / step), 0}
"""


class RateLimiter(Reference):
    def __init__(self, client, *, limit, window, clock):
        super().__init__(client, limit=limit, window=window, clock=clock)
        self._script = client.register_script(BUCKET)

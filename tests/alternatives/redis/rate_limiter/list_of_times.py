"""A list of times in a script that is sent whole each time; refused hits renew the expiry, too."""

from typing import NamedTuple

SCRIPT = """
local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) + window <= now do
    redis.call('LPOP', KEYS[1])
    oldest = redis.call('LINDEX', KEYS[1], 0)
end
local answer
local used = redis.call('LLEN', KEYS[1])
if used < limit then
    redis.call('RPUSH', KEYS[1], now)
    answer = {limit - used, 0}
else
    answer = {0, oldest + window - now}
end
redis.call('PEXPIRE', KEYS[1], window)
return answer
"""


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    retry_after: int


class RateLimiter:
    def __init__(self, client, *, limit, window, clock):
        if limit < 1 or window < 1:
            raise ValueError(limit, window)
        self.eval = client.eval
        self.numbers = window, limit
        self.clock = clock

    def hit(self, key):
        places, wait = self.eval(SCRIPT, 1, f"rate:{{{key}}}", self.clock(), *self.numbers)
        return Decision(places > 0, max(places - 1, 0), wait)

"""Thinks in Python over one JSON string, and a script stores it if nobody else has meanwhile."""

import json
from typing import NamedTuple

COMPARE_AND_SET = """
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
    return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
"""


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    retry_after: int


class RateLimiter:
    def __init__(self, client, *, limit, window, clock):
        if not (limit > 0 and window > 0):
            raise ValueError
        self.client = client
        self.store = client.register_script(COMPARE_AND_SET)
        self.limit, self.window, self.clock = limit, window, clock

    def hit(self, key):
        while True:
            now = self.clock()
            old = self.client.get(key) or b""
            times, number = json.loads(old or "[[], 0]")
            times = [then for then in times if then > now - self.window]
            if len(times) == self.limit:
                return Decision(False, 0, times[0] + self.window - now)
            # Without the number, hits that come and go could make the string equal again.
            new = json.dumps([[*times, now], number + 1])
            if self.store([key], [old, new, self.window]):
                return Decision(True, self.limit - len(times) - 1, 0)

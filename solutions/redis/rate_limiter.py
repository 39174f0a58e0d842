"""Rate limiter, solved with a sorted set of times and one script.

The server runs one command at a time, and a script is one command. Whatever
decides and whatever writes therefore belongs into the same script, the expiry
too: between its lines nobody can come, and a client that dies has sent either
all of it or nothing. That removes the race; no lock does it as well, for the
holder of a lock can pause or die.

The score of a member is the time of a hit. What is a window old goes first;
what is left is what counts, the number of members is the answer, and the member
with the least score is the next to leave. The member itself only has to be
unique: hits of one millisecond would otherwise be one.

MULTI makes several commands one step as well, but its replies come after EXEC,
too late to decide by them. To add first and take back what was too much counts
refused hits for a moment, or for a whole window if the client dies. WATCH works:
read, decide, write in MULTI, begin anew if somebody was faster. It costs three
round trips, and more the busier the key is.

Cost: one round trip, O(log limit) and what is removed, and memory for each hit
that counts: on Valkey 9 about 45 bytes, 95 in sets of more than 128 members. A
list of times takes 10, and does if hits arrive in order. `register_script` sends
the hash only, and the text when the server does not know it.

At work, ask the server for the time, `TIME` in the script: the clocks of many
machines differ, and what is sent first need not arrive first. Expect no exactness
over a failover, either: replication is asynchronous, and some hits are lost.

Interview: "How would you limit requests per client across many servers?"
- Say what is limited (user, address, API key; a route, everything) and what the
  refused get: 429 with Retry-After, or a place in a queue.
- Choose with reasons. Fixed window, INCR and an expiry: one number, but two full
  windows may touch, twice the limit in a moment. Sliding log, this one: exact,
  O(limit) memory for each key. Sliding counter, the last window weighted by its
  share: two numbers, an estimate, mostly good enough. Token bucket and its twin
  GCRA: one or two numbers, a burst and then an even flow. Name what the bucket
  does not promise: up to twice the limit within one window.
- Atomicity: why INCR and then EXPIRE leaves an immortal counter once a process
  dies in between, and why GET and then INCR lets too many through. Lua, or a
  function (Redis 7); keep it short, as everybody else waits meanwhile.
- When Redis does not answer: let all through (the limit protects from misuse) or
  none (it protects what would break), with a short timeout and an alarm. Decide
  before it happens.
- Scale: keys spread over a cluster by themselves, but a script may touch keys of
  one slot only: `{user}` as hash tag. A hot key stays on one node: give each
  process a share of the limit, or take tokens in batches, and lose exactness.

Hints
-----
1. Two processes look at the same moment and both find one place free. Which
   commands must be one step for the second to be refused?
2. Inside MULTI you get no answers before EXEC. Where can code run that reads,
   decides and writes, with nobody in between?
3. Which structure drops everything up to a time, counts the rest, and knows the
   oldest? What happens in it to two hits of the same millisecond?
4. When does the last hit stop counting, and which hits have to put off the
   expiry of the key?
5. In a script: ZREMRANGEBYSCORE up to `now - window`, ZCARD. Full: return the
   oldest score plus window minus now. Else ZADD under a unique member, PEXPIRE
   window, return what remains.
"""

import uuid
from collections.abc import Callable
from typing import NamedTuple

import redis

HIT = """
local key, id = KEYS[1], ARGV[1]
local now, window, limit = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
local used = redis.call('ZCARD', key)
if used >= limit then
    local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
    return {0, 0, oldest + window - now}
end
redis.call('ZADD', key, now, id)
redis.call('PEXPIRE', key, window)
return {1, limit - used - 1, 0}
"""


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    retry_after: int


class RateLimiter:
    def __init__(
        self, client: redis.Redis, *, limit: int, window: int, clock: Callable[[], int]
    ) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        if window < 1:
            raise ValueError(f"window must be at least 1 ms, not {window}")
        self._limit, self._window, self._clock = limit, window, clock
        self._script = client.register_script(HIT)

    def hit(self, key: str) -> Decision:
        # The id tells hits of the same millisecond apart, from whichever process they come.
        args: list[str | int] = [uuid.uuid4().hex, self._clock(), self._window, self._limit]
        allowed, remaining, retry_after = self._script(keys=[f"hits:{key}"], args=args)
        return Decision(bool(allowed), remaining, retry_after)

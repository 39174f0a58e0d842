"""Distributed lock, solved with four short scripts and one counter.

Redis runs a script as it runs a command: alone. Whatever must be true of a decision
when it is carried out has to be decided there. "The lock is mine" is out of date as
soon as it has been read, and so is "nobody has a higher fence". Hence the comparison
and the DEL, or the PEXPIRE, or the HSET, make one script each.

SET with NX and PX takes the key, says whose it is and limits it in one command, and
the count goes up in the same script. Counted earlier, a fence can be overtaken by
others who come and go before the key is taken. Counted later, by one whose lock is
over already, it is higher than that of the real holder.

The token says who holds the lock, the fence in which order it was held. The fence
could serve as a token, for it is given out once. It stays once only as long as the
counter does: after a failover that lost it, two holders may have the same fence,
and a random token still tells them apart.

The counter and the lock share the hash tag `{name}`. `register_script` sends EVALSHA,
and the whole script when the server does not know it (any more). Numbers in Lua are
doubles, exact up to 2**53, which is some time away for a counter.

Cost: one round trip a call, O(1); one key for each name for good, one hash for each
key of the store. At work, `redis.lock.Lock` has all this except the fence. Valkey
(DELIFEQ from 9.0, SET ... IFEQ) and Redis (DELEX ... IFEQ, from 8.4) compare in one
command, without a script. The store is seldom Redis; in SQL a fence is a column, and
`update ... where fence <= %s`, whose row count tells whether it was high enough.

Interview: "How do you make a lock with Redis, and what can you rely on?"
- SET key token NX PX ttl. Without the TTL a crash locks for ever, and so does SETNX
  followed by EXPIRE. Without the token, whoever is late deletes the lock of another.
- A TTL means that the lock can be lost while its holder works: by a pause for
  garbage collection, a virtual machine that stands still, a slow network. To look
  at the clock before writing does not help, the pause may come after the look. A
  thread that extends the lock makes it rarer; it may run on while the work hangs.
- So a lock with a TTL is for efficiency: the work is rarely done twice. If twice
  must not happen, what is written to has to check: a fence, a unique key, a version
  column, an idempotency key. ZooKeeper (zxid) and etcd (revision) give out numbers
  that serve as fences, and agree on them by a majority.
- Replication is asynchronous. A master may grant a lock and die, and the replica that
  takes over has never heard of it: two holders, and fences that come again.
- Redlock asks five independent masters and wants three. It survives a master, and
  still assumes that pauses and clock jumps are short against the TTL. Kleppmann's
  critique is that it costs more and gives no fence; look for the reply of its author.
- An answer can get lost: the client does not know whether it holds the lock, and one
  that retries by itself finds its own token there and takes it for another's. It may
  compare tokens, or wait for the TTL.
- If the data is in PostgreSQL, lock there: a row, or an advisory lock. It ends with
  the transaction that writes, so it cannot be lost unnoticed.

"What else have you used Redis for?" Name the pattern and what can go wrong with it.
- Cache-aside: TTLs with jitter, one loader a key, invalidation against a late load.
- Rate limits and quotas: count and decide in one script.
- Sessions, unique counts (HyperLogLog), leaderboards (sorted sets).
- Queues: a list moved by LMOVE, or a stream with consumer groups; at least once, so
  consumers are idempotent. Delayed jobs: a sorted set by time.
Then memory: a limit, an eviction policy that suits (never evict a lock or a counter),
big keys and hot keys.

Hints
-----
1. Write down the commands of `acquire`, `extend`, `release` and `write`, and put the
   longest pause you can think of between each two. Who comes in the meantime, and
   what does the next command do to them?
2. What must the value of the key tell, so that `release` can know whose lock it is?
3. `SET key token NX PX ttl` replies None if the key exists. Why must INCR be neither
   before nor after it, but in the same step?
4. EVAL runs Lua alone on the server; `client.register_script(text)` gives a function
   of keys and args that also survives SCRIPT FLUSH. In Lua, a nil reply is `false`.
5. Release: `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del',
   KEYS[1]) end return 0`. Extend is the same with PEXPIRE. For the store, keep value
   and fence in one hash, and compare with `tonumber` on both sides.
"""

from typing import Any
from uuid import uuid4

import redis

ACQUIRE = """
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
    return redis.call('incr', KEYS[2])
end
"""
EXTEND = """
if redis.call('get', KEYS[1]) == ARGV[1] then
    return redis.call('pexpire', KEYS[1], ARGV[2])
end
return 0
"""
RELEASE = """
if redis.call('get', KEYS[1]) == ARGV[1] then
    return redis.call('del', KEYS[1])
end
return 0
"""
WRITE = """
local highest = redis.call('hget', KEYS[1], 'fence')
if highest and tonumber(highest) > tonumber(ARGV[2]) then
    return 0
end
redis.call('hset', KEYS[1], 'value', ARGV[1], 'fence', ARGV[2])
return 1
"""


class Lock:
    def __init__(self, client: redis.Redis, name: str, *, ttl_ms: int) -> None:
        _check(ttl_ms)
        self._ttl_ms = ttl_ms
        self._token = uuid4().hex
        self._key = f"lock:{{{name}}}"
        self._fences = f"fences:{{{name}}}"
        self._acquire = client.register_script(ACQUIRE)
        self._extend = client.register_script(EXTEND)
        self._release = client.register_script(RELEASE)

    def acquire(self) -> int | None:
        fence: int | None = self._acquire([self._key, self._fences], [self._token, self._ttl_ms])
        return fence

    def extend(self, ttl_ms: int) -> bool:
        _check(ttl_ms)
        return bool(self._extend([self._key], [self._token, ttl_ms]))

    def release(self) -> bool:
        return bool(self._release([self._key], [self._token]))


class FencedStore:
    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # for mypy its replies may be str
        self._write = client.register_script(WRITE)

    def read(self, key: str) -> bytes | None:
        value: bytes | None = self._client.hget(f"store:{key}", "value")
        return value

    def write(self, key: str, value: bytes, fence: int) -> bool:
        return bool(self._write([f"store:{key}"], [value, fence]))


def _check(ttl_ms: int) -> None:
    if ttl_ms < 1:
        raise ValueError(f"ttl_ms must be at least 1, not {ttl_ms}")

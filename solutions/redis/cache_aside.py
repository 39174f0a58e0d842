"""Cache-aside, solved with one key that is in one of three states.

The key of an entry is not there, or says "somebody loads", or holds an answer. The
first becomes the second by SET NX, for one process only: that is the lock. It has a
TTL from its first moment, for it is set in the same command, and its random mark tells
whose it is. The second becomes the third in a script, if the mark is still the own
one. So `invalidate` is a single DEL: it takes away the answer or the lock, whichever
is there, and a load without its lock cannot store. Two keys, a lock beside the entry,
do as well, with two traps: to look once more after the lock was got, as the one before
may have stored by then, and to drop the lock no later than the entry.

The first byte of a value says what it is. Any value that stands for None by agreement
will one day be loaded.

Cost: a hit is one GET. A miss is GET, SET, the load, one script; whoever waits adds
a GET for each look. At work, let `wait` sleep for some random milliseconds and give up
at a deadline; take short timeouts, for a Redis that hangs is worse than none, and
count hits, misses, loads and waits. dogpile.cache does much of this.

Interview: "How do you use Redis as a cache, and what can go wrong?"
- Cache-aside: the application asks the cache, then the database, and fills the cache.
  Only what is asked for is kept, and Redis may fail. Read-through is the same, done
  by the cache. Write-through writes both, so reads are warm and writes slower, but
  two stores without a common transaction may differ. Write-behind answers first and
  writes later: fast, and a crash loses what was acknowledged. Write-around skips the
  cache, as cache-aside does: change the database, then delete the entry.
- Why delete, not update? Two writers may reach the cache in another order than the
  database, and the older value stays. A delete is idempotent. It comes after the
  commit: before it, a reader caches the old row again.
- Stale all the same: a reader loads, a writer commits and deletes, the reader stores.
  A token (here the mark, in memcached a lease) or a version decides that. Left over:
  the process dies between commit and delete, or the load reads a lagging replica. So
  the TTL is the bound on staleness; an outbox or the log of changes (CDC) repeats
  deletes that were lost.
- Stampede: a hot entry expires, and a thousand requests load it at once. One loads,
  the others wait, or take the old answer meanwhile (stale-while-revalidate). Or
  refresh early, each reader by lot (XFetch): load if now - d * beta * ln(u) >= expiry,
  d being the time a load takes, u random from 0 to 1. The nearer the end and the
  slower the load, the likelier; no lock and no waiting, but a second load at times.
- Jitter: entries that were filled together, after a deploy or a batch, expire
  together, and the database gets a wave each TTL. A random factor spreads it. It does
  nothing for a single hot key; that is what the lock is for.
- Missing rows: without a negative entry each request for one goes to the database,
  and somebody may ask for many (cache penetration). Its TTL is short, as the row may
  come; whoever inserts it invalidates. Limit what may be asked, or a Bloom filter.
- Errors are not cached: "I do not know" is not "there is none", and a hiccup of a
  second would last a TTL. To protect a database that is down, use a circuit breaker.
- Redis down: all load goes to the database. Can it bear that? If not, a breaker, a
  small cache in the process, shedding. What was not invalidated meanwhile is stale.
- Memory: maxmemory with allkeys-lru or -lfu. An evicted lock costs a second load,
  nothing else. A hot key sits on one node, whatever the cluster: copies, or a cache
  in the process with client tracking.

Hints
-----
1. Draw two processes that miss the same key, command by command. Which single command
   makes one the loader, and lets its claim end by itself if it dies?
2. None, b"" and "nothing is stored" are three cases, and any bytes may be a value. What
   can you put in front of a value?
3. A load began, `invalidate` came and went, the load ends. By what can it see, in the
   very step in which it stores, that it is too late? Its lock may be the answer.
4. The loader can raise `redis.ConnectionError` itself. Which lines belong into the
   `try` that stands for "Redis is down", and which do not?
5. Loop: GET. An answer: return it. A mark: `wait()`. Nothing: SET mark NX PX, and if
   that was done, load. In `finally`, a script: if GET still gives the mark, SET the
   answer with PX, or DEL if there is none. `invalidate`: DEL.
"""

import contextlib
import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import redis

LOADING, VALUE, NOTHING = b"?", b"+", b"-"
DOWN = (redis.ConnectionError, redis.TimeoutError)

SETTLE = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then
    return
end
if ARGV[2] then
    redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
else
    redis.call('del', KEYS[1])
end
"""


class Cache:
    def __init__(
        self,
        client: redis.Redis,
        loader: Callable[[str], bytes | None],
        *,
        ttl_ms: int,
        negative_ttl_ms: int,
        jitter: float,
        lock_ttl_ms: int,
        wait: Callable[[], None],
    ) -> None:
        self._client: Any = client  # for mypy its replies may be str
        self._loader, self._wait = loader, wait
        self._ttl_ms, self._negative_ttl_ms = ttl_ms, negative_ttl_ms
        self._jitter, self._lock_ttl_ms = jitter, lock_ttl_ms
        self._settle = client.register_script(SETTLE)

    def get(self, key: str) -> bytes | None:
        mark = LOADING + uuid4().bytes
        try:
            entry = self._find_or_claim(_name(key), mark)
        except DOWN:
            return self._loader(key)
        if entry is None:
            return self._load(key, mark)
        return None if entry == NOTHING else entry[1:]

    def invalidate(self, key: str) -> None:
        self._client.delete(_name(key))

    def _find_or_claim(self, name: str, mark: bytes) -> bytes | None:
        """Return the entry, or None when it is ours to load."""
        while True:
            entry: bytes | None = self._client.get(name)
            if entry is None:
                if self._client.set(name, mark, nx=True, px=self._lock_ttl_ms):
                    return None
            elif entry.startswith(LOADING):
                self._wait()
            else:
                return entry

    def _load(self, key: str, mark: bytes) -> bytes | None:
        outcome: list[bytes | int] = []
        try:
            value = self._loader(key)
            outcome = self._entry(value)
            return value
        finally:
            with contextlib.suppress(*DOWN):
                self._settle([_name(key)], [mark, *outcome])

    def _entry(self, value: bytes | None) -> list[bytes | int]:
        """Return what to store, and for how many milliseconds."""
        factor = random.uniform(1 - self._jitter, 1 + self._jitter)
        if value is None:
            return [NOTHING, round(self._negative_ttl_ms * factor)]
        return [VALUE + value, round(self._ttl_ms * factor)]


def _name(key: str) -> str:
    return f"cache:{key}"

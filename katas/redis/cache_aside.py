"""Cache-aside: load once for everybody, and never keep what is out of date.

`get` returns what Redis holds for the key. If that is nothing, it calls the slow
`loader`, stores what came, be it bytes or None ("no such user"), and returns it.

    >>> cache = Cache(client, load_user, ttl_ms=60_000, ...)  # doctest: +SKIP
    >>> cache.get("ann"), cache.get("ann")  # the loader is called once  # doctest: +SKIP
    (b'Ann', b'Ann')
    >>> save_user("ann", b"Anne")  # doctest: +SKIP
    >>> cache.invalidate("ann")  # doctest: +SKIP
    >>> cache.get("ann")  # the loader is called again  # doctest: +SKIP
    b'Anne'

Many processes, with many threads each, share what is in Redis. If several miss a
key, one loads, and holds a lock meanwhile, which expires after `lock_ttl_ms`. The
others call `wait()`, look again, and so on, until there is an answer, or the lock is
free and one of them loads. `wait` returns after a while; what it raises ends `get`.

An error of the loader reaches its caller, nothing is stored, and whoever comes next
loads at once. A `get` whose lock has expired, or whose key was invalidated, still
returns what it loaded, but stores nothing and leaves the lock of the next alone.
`get` calls the loader once at most.

A `get` that begins after `invalidate` returned never gives what was loaded before
it, nor what a load that was running then will bring.

A process may pause or die before any command that it sends. Others go on meanwhile,
but nobody gets between the commands of a transaction or a script. All the above
holds even then, and no key in Redis is ever without a TTL.

The TTL of an answer is `ttl_ms`, of None `negative_ttl_ms`, times a random number
from 1 - jitter to 1 + jitter, all equally likely.

When Redis is down (`redis.ConnectionError`, `redis.TimeoutError`), at whatever
command, `get` does its work without it. `invalidate` cannot, and lets the error out.
"""

from collections.abc import Callable

import redis


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
        """Times are 1000 ms or more, `jitter` is 0.0 to 0.5; you need not check it."""
        raise NotImplementedError

    def get(self, key: str) -> bytes | None:
        raise NotImplementedError

    def invalidate(self, key: str) -> None:
        raise NotImplementedError

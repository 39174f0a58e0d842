"""Distributed lock: one holder at a time, and one that comes back too late does no harm.

A `Lock` lives in Redis, where every process may ask for it by its name. `acquire`
never waits. It gives the lock to this object, or `None` while the lock is held, be
it by this very object, which then goes on holding it. A lock is held until it is
released or its time is over, so that nobody has to clean up after a dead process.

    >>> a, b = (Lock(client, "orders", ttl_ms=60_000) for _ in "ab")  # doctest: +SKIP
    >>> a.acquire(), b.acquire(), a.release(), b.acquire(), a.release()  # doctest: +SKIP
    (1, None, True, 2, False)

A holder that was paused for too long has lost the lock and does not know it. So
`acquire` returns a fence (a fencing token): 1 the first time a name is acquired, and
from then on always more than any fence of that name before. Gaps are fine. Writes
carry the fence, and the `FencedStore`, which knows nothing of locks, refuses one
whose fence is lower than the highest that has written to the same key.

A process may be paused between any two commands that it sends, and meanwhile others
acquire, release and write, or its lock expires. Nobody gets between the commands of
a transaction or a script; a mere pipeline is neither. All promises hold even then: a
lock always ends, a former holder neither deletes nor prolongs the lock of the next,
fences go up in the order in which the lock was got, a lower one never overwrites.

On the server, a held lock is one key with a TTL. Whatever else you keep there has
none. It must work in a cluster: the keys of one call are in one hash slot (names and
keys have no braces), and a script gets all of its keys as KEYS. The server may
forget the scripts it knows at any time (SCRIPT FLUSH, a restart).
"""

import redis


class Lock:
    def __init__(self, client: redis.Redis, name: str, *, ttl_ms: int) -> None:
        """Raise `ValueError`, with nothing sent, if `ttl_ms` is below 1."""
        raise NotImplementedError

    def acquire(self) -> int | None:
        """Return the fence, or `None` if the lock is held; it stays as it is then."""
        raise NotImplementedError

    def extend(self, ttl_ms: int) -> bool:
        """Let the lock end `ttl_ms` milliseconds from now, be it later or sooner than before.

        Return False, and change nothing, unless this object holds it. Raise
        `ValueError`, with nothing sent, if `ttl_ms` is below 1.
        """
        raise NotImplementedError

    def release(self) -> bool:
        """Return False, and change nothing, unless this object holds the lock."""
        raise NotImplementedError


class FencedStore:
    """Values under keys; all stores on one server are one, and share values and fences."""

    def __init__(self, client: redis.Redis) -> None:
        raise NotImplementedError

    def read(self, key: str) -> bytes | None:
        raise NotImplementedError

    def write(self, key: str, value: bytes, fence: int) -> bool:
        """Return whether the value was written."""
        raise NotImplementedError

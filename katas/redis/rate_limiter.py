"""Rate limiter: many processes share one limit, and no window of time exceeds it.

Each process has a `RateLimiter` of its own, and all of them together allow at
most `limit` hits of a key in any `window` milliseconds. What they must know of
each other is in Redis, under keys that you name.

    >>> limiter = RateLimiter(client, limit=2, window=60_000, clock=clock)  # doctest: +SKIP
    >>> limiter.hit("ann")  # at 5_000  # doctest: +SKIP
    Decision(allowed=True, remaining=1, retry_after=0)
    >>> limiter.hit("ann")  # at 15_000  # doctest: +SKIP
    Decision(allowed=True, remaining=0, retry_after=0)
    >>> limiter.hit("ann")  # at 15_000  # doctest: +SKIP
    Decision(allowed=False, remaining=0, retry_after=50000)

A hit is refused only while `limit` hits count. One allowed at 5_000 counts until
64_999, at 65_000 no more. Hits of one millisecond all count; a hit that is
refused never does, not for a moment.

`clock()` gives whole milliseconds since a moment of its own: it is not the time
of day. All processes read the same one, and what they send reaches Redis in the
order of their times.

A process may pause or die before any command that it sends, and others hit
meanwhile. All the above still holds, nobody waits for it, and it leaves no key
that would not expire.

Redis keeps about `limit` hits of a key, no more, and forgets the key by itself,
in real time, a window after its last hit; up to a second later will do. If the
server forgets the scripts that it was sent, nobody notices.
"""

from collections.abc import Callable
from typing import NamedTuple

import redis


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    """How many more hits would be allowed at this time."""
    retry_after: int
    """Milliseconds until a hit will be allowed if nobody else comes; 0 if this one is."""


class RateLimiter:
    def __init__(
        self, client: redis.Redis, *, limit: int, window: int, clock: Callable[[], int]
    ) -> None:
        """Raise `ValueError` unless `limit` and `window`, in milliseconds, are at least 1."""
        raise NotImplementedError

    def hit(self, key: str) -> Decision:
        """Count a hit of this key, now, if it is allowed."""
        raise NotImplementedError

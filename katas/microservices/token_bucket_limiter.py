"""Token bucket limiter: a burst may pass, and in the long run no more than the rate.

Each key has a bucket, which is full at first and holds `burst` tokens at most. In every
`per` nanoseconds `rate` tokens run in, evenly: rate/per of a token each nanosecond, in small
drops. What finds no room is lost. A call takes `cost` tokens if they are there; otherwise
it is refused, and takes none.

    >>> now = 0
    >>> limiter = TokenBucketLimiter(rate=2, per=10 * SECOND, burst=3, clock=lambda: now)
    >>> limiter.take("ann", cost=3)
    Decision(allowed=True, remaining=0, retry_after=0)
    >>> now = 7 * SECOND  # 1.4 tokens have run in
    >>> limiter.take("ann")
    Decision(allowed=True, remaining=0, retry_after=0)
    >>> limiter.take("ann")  # 0.4 tokens were left, and 0.6 take 3 seconds
    Decision(allowed=False, remaining=0, retry_after=3000000000)

`clock()` gives whole nanoseconds since a moment of its own, and never goes back: in earnest
it is `time.monotonic_ns`. All is exact: no fraction of a token is ever lost or invented, be
it in tiny steps or after years. (A float forgets digits. Which unit needs no fractions?)

Keys come from outside, and there is no end of them. `sweep` forgets those whose bucket is
full by now, and nobody can tell, for a new one would be full as well.

`limited` puts a limiter in front of a handler. Many threads share all this.
"""

from collections.abc import Callable
from typing import NamedTuple

from dojo.kit.http import Handler, Request

SECOND = 1_000_000_000
"""Nanoseconds in a second."""


class Decision(NamedTuple):
    """Given: data, nothing to write."""

    allowed: bool
    remaining: int
    """How many whole tokens are in the bucket after the call."""
    retry_after: int
    """In how many nanoseconds, rounded up, the same call would be allowed if nobody else takes
    tokens meanwhile; 0 if it is allowed."""


class TokenBucketLimiter:
    def __init__(self, *, rate: int, per: int, burst: int, clock: Callable[[], int]) -> None:
        """Raise `ValueError` unless `rate`, `per` and `burst` are at least 1."""
        raise NotImplementedError

    def take(self, key: str, cost: int = 1) -> Decision:
        """Raise `ValueError` unless 1 <= cost <= burst: more could never be there."""
        raise NotImplementedError

    def sweep(self) -> int:
        """Forget every key whose bucket is full; return how many are still remembered."""
        raise NotImplementedError


def limited(
    handle: Handler, limiter: TokenBucketLimiter, key: Callable[[Request], str | None]
) -> Handler:
    """Return a handler that takes one token of `key(request)` for each request.

    If it gets one, it answers as `handle` does. If not, it does not call `handle`, and answers
    429 with Retry-After: whole seconds, rounded up, for who comes earlier comes in vain. A
    request whose key is None is not limited.
    """
    raise NotImplementedError

"""Circuit breaker: stop asking a service that fails, and let one call find out if it is back.

Closed, the breaker lets every call through. It looks at the last `window` calls that
succeeded or failed. As soon as these are at least `min_calls`, and a share of `failure_rate`
or more are failures, it opens, be the last one a failure or not. Open, it refuses:
`CircuitOpen` is raised, and `fn` is not called. `open_for` seconds later it is half-open and
lets through one call, the probe; others are refused while that runs. If it succeeds, the
breaker closes and has forgotten all calls before. If it fails, the breaker is open again,
for `open_for` seconds from then.

    >>> now = 0
    >>> breaker = CircuitBreaker(window=10, min_calls=2, failure_rate=0.5, open_for=30,
    ...                          failures=(ZeroDivisionError,), clock=lambda: now)
    >>> for divisor in 1, 0, 1:
    ...     try:
    ...         print(breaker.call(lambda: 1 / divisor), breaker.state)
    ...     except (ZeroDivisionError, CircuitOpen) as error:
    ...         print(error, breaker.state)
    1.0 closed
    division by zero open
    refused, try again in 30 s open
    >>> now = 30
    >>> breaker.state, breaker.call(lambda: "back"), breaker.state
    ('half-open', 'back', 'closed')

A call that raises one of `failures` has failed; one that returns has succeeded. Whatever
else it raises, a `NotFound` or `KeyboardInterrupt`, is neither and counts for nothing: if
the probe ends so, the next call is the probe. Every exception reaches the caller as it is.

A call that was let through while the breaker was closed may end when it has opened since,
even when it has closed again. It comes too late to tell anything, and counts for nothing.

Many threads share one breaker, and none ever waits for another's `fn`.
"""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class CircuitOpen(Exception):
    """The call was refused.

    `retry_after` are the seconds until the next probe; 0 if one is running.
    """

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"refused, try again in {retry_after:g} s")
        self.retry_after = retry_after


class CircuitBreaker:
    def __init__(
        self,
        *,
        window: int,
        min_calls: int,
        failure_rate: float,
        open_for: float,
        failures: tuple[type[Exception], ...],
        clock: Callable[[], float],
    ) -> None:
        """`clock` gives seconds and never goes back.

        Raise `ValueError` unless 1 <= min_calls <= window, 0 < failure_rate <= 1, and
        open_for > 0.
        """
        raise NotImplementedError

    @property
    def state(self) -> str:
        """Return 'closed', 'open' or 'half-open', as it is now; to ask changes nothing."""
        raise NotImplementedError

    def call(self, fn: Callable[[], T]) -> T:
        """Return what `fn` returns, or raise `CircuitOpen` instead of calling it."""
        raise NotImplementedError

"""Retry with jitter: try again a few times, spread out, in time, and within a budget.

`delays` yields, for ever, how many seconds to wait before the first retry, the second, and
so on. The limit is `base` before the first, doubles for each one more, and stays at `cap`:

- "none": the limit itself;
- "full": a draw from 0 to the limit;
- "equal": half the limit, and a draw from 0 to the other half on top;
- "decorrelated": a draw from `base` to three times the delay before (from `base` to three
  times `base` at first); if more than `cap` is drawn, the delay is `cap`.

A draw is one `rng.uniform(low, high)`, and each delay has a draw of its own.

    >>> from itertools import islice
    >>> list(islice(delays("none", base=0.1, cap=1.0, rng=Random(7)), 5))
    [0.1, 0.2, 0.4, 0.8, 1.0]
    >>> slept = []
    >>> retry(lambda: 1 / 0, [0.1, 0.2], timeout=9, retry_on=(ZeroDivisionError,),
    ...       clock=lambda: 0, sleep=slept.append)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> slept
    [0.1, 0.2]

`retry` calls `fn` and returns what it returns. When it raises one of `retry_on`, the next of
`pauses` is slept, then `fn` is called again: at most once more than there are pauses, which
may be endless. Where no retry follows, nothing is slept, and the last error comes out as it
is. Besides the end of the pauses there are two reasons for that:

- the sleep would end `timeout` seconds after `retry` was called, or later;
- `budget` has no token left.

Whatever else `fn` raises comes out at once.

A `RetryBudget` is shared by many calls of `retry`. It begins with `burst` tokens and never
holds more. Each call first puts in `ratio` of a token (`earn`), once, however often it tries;
each retry takes out a whole one (`spend`), and no other reason to give up takes any. So even
if everything fails, n calls make at most `burst + ratio * n` retries.
"""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TypeVar

T = TypeVar("T")


def delays(jitter: str, *, base: float, cap: float, rng: Random) -> Iterator[float]:
    """Raise `ValueError`, before the first delay is asked for, unless 0 < base <= cap.

    The same for a jitter that is none of the four.
    """
    raise NotImplementedError


class RetryBudget:
    def __init__(self, *, ratio: float, burst: int) -> None:
        """You need not check that `ratio` is at least 0 and `burst` at least 1."""
        raise NotImplementedError

    def earn(self) -> None:
        raise NotImplementedError

    def spend(self) -> bool:
        """Take a token; return False, and take nothing, if there is no whole one."""
        raise NotImplementedError


def retry(
    fn: Callable[[], T],
    pauses: Iterable[float],
    *,
    timeout: float,
    retry_on: tuple[type[Exception], ...],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    budget: RetryBudget | None = None,
) -> T:
    """All times are in seconds; without a budget, nothing but time and pauses is a limit."""
    raise NotImplementedError

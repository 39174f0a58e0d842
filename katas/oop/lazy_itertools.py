"""Lazy itertools: take nothing before somebody asks for it.

Write five functions that `itertools` has as well. Each result is an iterator,
or a tuple of them, and the work is done when it is asked for: the call takes
nothing from the source, and a `next` no more than its answer needs. Whoever
shares a source, or has one that is endless, slow or huge, relies on that.

    >>> numbers = iter([1, 2, 9, 3, 4])
    >>> list(takewhile(lambda number: number < 5, numbers)), list(islice(numbers, 0, 1))
    ([1, 2], [3])
    >>> next(numbers)  # to see that the 9 was too large, takewhile had to take it
    4
    >>> [(key, "".join(group)) for key, group in groupby("AABA")]
    [('A', 'AA'), ('B', 'B'), ('A', 'A')]
    >>> slow, fast = tee(iter("ab"))
    >>> next(fast), next(fast), next(slow)
    ('a', 'b', 'a')

Wrong arguments are an error of the call and not of the first `next`: `TypeError`
for something that is not iterable, `ValueError` for a negative number. An error of a
source reaches whoever asked, after all items before it. None is an item like any
other, and what has ended stays at its end and takes nothing any more.

The groups of `groupby` have the source in common. To ask for the next pair skips
what was not read of the group before, and from then on that group, like all
earlier ones, is empty. Each item is given to `key` once.

What all copies of a `tee` have read is let go, and a copy that is gone holds
nothing back. (A hundred items may linger.)

Off limits, or the point is lost: `itertools`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


def chain_from_iterable(iterables: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield the items of each iterable in turn; take the next one when the last is at its end."""
    raise NotImplementedError


def takewhile(predicate: Callable[[T], Any], iterable: Iterable[T]) -> Iterator[T]:
    """Yield items up to the first one for which the predicate is false."""
    raise NotImplementedError


def islice(iterable: Iterable[T], start: int, stop: int | None) -> Iterator[T]:
    """Yield what `list(iterable)[start:stop]` has, for a start and a stop from 0 on.

    How many of the items before `start` an empty slice drops does not matter.
    """
    raise NotImplementedError


def tee(iterable: Iterable[T], n: int = 2) -> tuple[Iterator[T], ...]:
    """Return n iterators, each of which yields all items; the source is iterated once."""
    raise NotImplementedError


def groupby(
    iterable: Iterable[T], key: Callable[[T], Any] | None = None
) -> Iterator[tuple[Any, Iterator[T]]]:
    """Yield (key, group) for each run of neighbours with equal keys.

    The key of an item is `key(item)`, or the item itself if there is no such function.
    """
    raise NotImplementedError

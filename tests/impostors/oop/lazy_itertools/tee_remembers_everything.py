# expect: items were read by both of 2 copies.* so nobody needs them; 500 of them are still kept
"""Keeps all items in one list and an index for each copy: nothing is ever let go."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, islice, takewhile

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("negative")
    source, seen = iter(iterable), []
    return tuple(copy(source, seen) for _ in range(n))


def copy(source, seen):
    index = 0
    while True:
        if index == len(seen):
            try:
                seen.append(next(source))
            except StopIteration:
                return
        yield seen[index]
        index += 1

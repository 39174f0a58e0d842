# expect: at the call, before any `next`; it returned <generator
"""Is a generator function, whose first line runs at the first `next`: so does every check."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def islice(iterable, start, stop):
    if start < 0 or (stop is not None and stop < 0):
        raise ValueError("negative")
    position = 0
    source = iter(iterable)
    while stop is None or position < stop:
        try:
            item = next(source)
        except StopIteration:
            return
        if position >= start:
            yield item
        position += 1

# expect: nobody can ask for them any more, but \d+ of them are still kept
"""Puts each item into the queues of all copies, also of those that nobody has any more."""

from collections import deque

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, islice, takewhile

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("negative")
    source = iter(iterable)
    queues = [deque() for _ in range(n)]
    return tuple(copy(source, queue, queues) for queue in queues)


def copy(source, queue, queues):
    while True:
        if not queue:
            try:
                item = next(source)
            except StopIteration:
                return
            for each in queues:
                each.append(item)
        yield queue.popleft()

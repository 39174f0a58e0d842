# expect: the 5 is taken, is lost and ends it for good
"""Forgets that it ended: the next `next` asks about the item after the one that failed."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, islice, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


class takewhile:  # noqa: N801
    def __init__(self, predicate, iterable):
        self.predicate = predicate
        self.source = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.source)
        if not self.predicate(item):
            raise StopIteration
        return item

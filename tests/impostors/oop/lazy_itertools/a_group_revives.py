# expect: the first was to be empty and the third to have both items
"""Ends a group by its key alone: when that key comes back, an old group goes on with new items."""

from solutions.oop.lazy_itertools import chain_from_iterable, islice, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]

NOTHING = object()


class groupby:  # noqa: N801
    def __init__(self, iterable, key=None):
        self.source = iter(iterable)
        self.key = key or (lambda item: item)
        self.own = self.current = NOTHING

    def __iter__(self):
        return self

    def __next__(self):
        while self.current == self.own:
            self.take()
        self.own = self.current
        return self.own, self.group(self.own)

    def take(self):
        self.item = next(self.source)
        self.current = self.key(self.item)

    def group(self, own):
        while self.current == own:
            yield self.item
            try:
                self.take()
            except StopIteration:
                return

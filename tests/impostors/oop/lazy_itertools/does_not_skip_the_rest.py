# expect: the next pair was to skip the rest
"""Relies on groups being read to their end: what is left of one begins another, of the same key."""

from solutions.oop.lazy_itertools import chain_from_iterable, islice, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def groupby(iterable, key=None):
    return groups(iter(iterable), key or (lambda item: item))


def groups(source, key):
    ahead = []

    def group(own, item):
        yield item
        for item in source:
            other = key(item)
            if other != own:
                ahead.append((other, item))
                return
            yield item

    while True:
        if not ahead:
            for item in source:
                ahead.append((key(item), item))
                break
            else:
                return
        own, item = ahead.pop()
        yield own, group(own, item)

"""No generator anywhere: classes with `__iter__` and `__next__`, and a queue for each copy."""

import weakref
from collections import deque

NOTHING = object()


class Lazy:
    def __iter__(self):
        return self


class chain_from_iterable(Lazy):  # noqa: N801
    def __init__(self, iterables):
        self.iterables = iter(iterables)
        self.current = iter(())

    def __next__(self):
        while True:
            try:
                return next(self.current)
            except StopIteration:
                self.current = iter(next(self.iterables))


class takewhile(Lazy):  # noqa: N801
    def __init__(self, predicate, iterable):
        self.predicate = predicate
        self.source = iter(iterable)

    def __next__(self):
        item = next(self.source)
        if self.predicate(item):
            return item
        self.source = iter(())
        raise StopIteration


class islice(Lazy):  # noqa: N801
    def __init__(self, iterable, start, stop):
        if min(start, start if stop is None else stop) < 0:
            raise ValueError("negative")
        self.source = iter(iterable)
        self.start, self.stop = start, stop
        self.position = 0

    def __next__(self):
        while self.position < self.start:
            self.position += 1
            next(self.source)
        if self.stop is not None and self.position >= self.stop:
            raise StopIteration
        self.position += 1
        return next(self.source)


class Copy(Lazy):
    def __init__(self, source, copies):
        self.source = source
        self.copies = copies
        self.queue = deque()

    def __next__(self):
        if not self.queue:
            item = next(self.source)
            for copy in self.copies:
                copy.queue.append(item)
        return self.queue.popleft()


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("negative")
    source = iter(iterable)
    copies = weakref.WeakSet()
    made = tuple(Copy(source, copies) for _ in range(n))
    copies.update(made)
    return made


class groupby(Lazy):  # noqa: N801
    def __init__(self, iterable, key=None):
        self.source = iter(iterable)
        self.key = key or (lambda item: item)
        self.turn = 0
        self.seen_key = self.group_key = self.ahead = NOTHING

    def __next__(self):
        self.turn += 1
        while self.ahead is NOTHING or self.seen_key == self.group_key:
            self.take()
        self.group_key = self.seen_key
        return self.group_key, Group(self, self.turn)

    def take(self):
        item = next(self.source)
        self.seen_key = self.key(item)
        self.ahead = item


class Group(Lazy):
    def __init__(self, parent, turn):
        self.parent = parent
        self.turn = turn

    def __next__(self):
        parent = self.parent
        if self.turn != parent.turn:
            raise StopIteration
        if parent.ahead is NOTHING:
            parent.take()
        if parent.seen_key != parent.group_key:
            raise StopIteration
        item, parent.ahead = parent.ahead, NOTHING
        return item

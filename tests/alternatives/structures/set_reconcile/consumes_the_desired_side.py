"""Pops each match out of one dict, so that what is left of it is to add."""

import functools
import operator
from dataclasses import dataclass
from typing import Any, NamedTuple

MISSING = object()


class Plan(NamedTuple):
    to_add: list[Any]
    to_remove: list[Any]
    to_update: list[Any]
    unchanged: list[Any]


def reconcile(current, desired, *, key):
    left = {}
    for item in desired:
        name = key(item)
        if name in left:
            raise ValueError(f"twice: {name}")
        left[name] = item
    removed, updated, same, seen = [], [], [], set()
    for item in current:
        name = key(item)
        if name in seen:
            raise ValueError(f"twice: {name}")
        seen.add(name)
        new = left.pop(name, MISSING)
        if new is MISSING:
            removed.append(item)
        elif new == item:
            same.append(item)
        else:
            updated.append((item, new))
    return Plan([*left.values()], removed, updated, same)


@dataclass
class unique:  # noqa: N801
    items: Any
    key: Any = None

    def __post_init__(self):
        self.source = None
        self.seen = set()
        self.odd = []

    def __iter__(self):
        return self

    def __next__(self):
        if self.source is None:
            self.source = iter(self.items)
        while True:
            item = next(self.source)
            mark = item if self.key is None else self.key(item)
            if self.remembers(mark):
                return item

    def remembers(self, mark):
        try:
            before = len(self.seen)
            self.seen.add(mark)
            return len(self.seen) > before
        except TypeError:
            if mark in self.odd:
                return False
            self.odd.append(mark)
            return True


def common_to_all(sets):
    ordered = sorted(sets, key=len) or [set()]
    return functools.reduce(operator.and_, ordered[1:], set(ordered[0]))

"""Raw blocks once more: a new item goes to the end and swaps its way to its place."""

from collections.abc import MutableSequence
from operator import index as as_index

from katas.structures._raw_array import RawArray


class DynamicArray(MutableSequence):
    def __init__(self, items=()):
        self.used = 0
        self.slots = RawArray(0)
        for item in items:
            self.append(item)

    capacity = property(lambda self: len(self.slots))

    def __len__(self):
        return self.used

    def _check(self, index):
        index = as_index(index)
        if -self.used <= index < self.used:
            return index % self.used
        raise IndexError(index)

    def __getitem__(self, index):
        place = self._check(index)
        return self.slots[place]

    def __setitem__(self, index, value):
        place = self._check(index)
        self.slots[place] = value

    def __delitem__(self, index):
        place = self._check(index)
        while place < self.used - 1:
            self._swap(place, place + 1)
            place += 1
        self.used -= 1
        self.slots.clear(place)
        if self.used < self.capacity / 2:
            self._resize()

    def insert(self, index, value):
        index = as_index(index)
        goal = max(index + self.used, 0) if index < 0 else min(index, self.used)
        self.used += 1
        if self.used > self.capacity:
            self._resize()
        place = self.used - 1
        self.slots[place] = value
        while place > goal:
            self._swap(place, place - 1)
            place -= 1

    def _swap(self, one, other):
        self.slots[one], self.slots[other] = self.slots[other], self.slots[one]

    def _resize(self):
        old, size = self.slots, self.used + self.used // 8 + 6
        self.slots = RawArray(size - size % 4 if self.used else 0)
        for place in range(min(len(old), self.used)):
            self.slots[place] = old[place]

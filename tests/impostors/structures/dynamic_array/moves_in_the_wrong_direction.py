# expect: insert at index 0 of
"""Moves the items to the right beginning at the left, so the first is copied over the rest."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def insert(self, index, value):
        place = len(range(self._length)[:index])
        self._make_fit(self._length + 1)
        for i in range(place, self._length):
            self._block[i + 1] = self._block[i]
        self._block[place] = value
        self._length += 1

# expect: delete at index 2 of 3 items: that item must be let go
"""Lowers the length and leaves the last slot as it was."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def __delitem__(self, index):
        place = self._place(index)
        self._length -= 1
        for i in range(place, self._length):
            self._block[i] = self._block[i + 1]
        self._make_fit(self._length)

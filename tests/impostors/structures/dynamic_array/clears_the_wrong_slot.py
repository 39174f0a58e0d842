# expect: Which slot was not cleared
"""Empties the slot of the deleted item, moves the others to the left and forgets the last slot."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def __delitem__(self, index):
        place = self._place(index)
        self._block.clear(place)
        self._length -= 1
        for i in range(place, self._length):
            self._block[i] = self._block[i + 1]
        self._make_fit(self._length)

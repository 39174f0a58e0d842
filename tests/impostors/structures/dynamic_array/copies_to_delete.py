# expect: 5 of which could have to move
"""Fills a new block at every deletion, wherever in the array it is."""

from katas.structures._raw_array import RawArray
from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def __delitem__(self, index):
        place, old = self._place(index), self._block
        self._block = RawArray(self.capacity)
        self._length -= 1
        for i in range(self._length):
            self._block[i] = old[i + (i >= place)]
        self._make_fit(self._length)

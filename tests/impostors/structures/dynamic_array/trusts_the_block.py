# expect: slot 1 is empty
"""Lets the block say which indices exist, though some of its slots are unused."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def _place(self, index):
        place = index + self._length if index < 0 else index
        if not 0 <= place < self.capacity:
            raise IndexError(index)
        return place

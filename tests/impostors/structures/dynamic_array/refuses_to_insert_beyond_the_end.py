# expect: insert at index -\d of .* not \('IndexError'
"""Checks the index of `insert` like any other."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def insert(self, index, value):
        if index != self._length:
            self._place(index)
        super().insert(index, value)

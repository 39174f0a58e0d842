# expect: fill less than half
"""Grows only: a block that was once needed is kept for ever."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def _make_fit(self, length):
        if length > self.capacity:
            super()._make_fit(length)

# expect: insert at '1' in 'abcd' must be refused and change nothing
"""Fetches a bigger block before it knows that the index is one."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def insert(self, index, value):
        self._make_fit(self._length + 1)
        super().insert(index, value)

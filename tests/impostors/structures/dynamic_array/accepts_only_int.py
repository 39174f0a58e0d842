# expect: whose __index__ gives 1
"""Asks whether the index is an int instead of asking it for one."""

from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def _place(self, index):
        if not isinstance(index, int):
            raise TypeError(index)
        return super()._place(index)

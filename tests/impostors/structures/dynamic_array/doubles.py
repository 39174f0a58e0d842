# expect: 17 items do not fit into 16 slots; capacity must be 24
"""Doubles the block, as other languages do."""

from katas.structures._raw_array import RawArray
from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def _make_fit(self, length):
        if length <= self.capacity:
            super()._make_fit(length)
            return
        block = RawArray(max(4, 2 * self.capacity))
        for i in range(self._length):
            block[i] = self._block[i]
        self._block = block

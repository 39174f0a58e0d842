# expect: needs room to spare
"""Takes a block that is just big enough, so every append moves everything."""

from katas.structures._raw_array import RawArray
from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def _make_fit(self, length):
        if length <= self.capacity:
            super()._make_fit(length)
            return
        block = RawArray(length)
        for i in range(self._length):
            block[i] = self._block[i]
        self._block = block

# expect: must not move at every turn
"""Gives back every slot that a deletion leaves unused, and must ask for it again."""

from katas.structures._raw_array import RawArray
from solutions.structures.dynamic_array import DynamicArray as Reference


class DynamicArray(Reference):
    def __delitem__(self, index):
        super().__delitem__(index)
        if self._length + 4 <= self.capacity:
            block = RawArray((self._length + 3) & ~3)
            for i in range(self._length):
                block[i] = self._block[i]
            self._block = block

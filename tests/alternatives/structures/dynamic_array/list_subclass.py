"""The real thing: a list, asked for its size in bytes."""

import struct
import sys


class DynamicArray(list):
    def __init__(self, items=()):
        super().__init__()
        for item in items:
            self.append(item)

    def __delitem__(self, index):
        self.pop(index)  # where `del` would keep the block, pop does not

    @property
    def capacity(self):
        bare = sys.getsizeof(DynamicArray())
        return (sys.getsizeof(self) - bare) // struct.calcsize("P")

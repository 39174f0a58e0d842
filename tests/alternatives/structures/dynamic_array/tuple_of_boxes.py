"""A block is a tuple of boxes, each with one item or none; append and pop are written out."""

from collections.abc import MutableSequence


def block_of(size):
    return tuple([] for _ in range(size))


class DynamicArray(MutableSequence):
    def __init__(self, items=()):
        self.size, self.block = 0, block_of(0)
        for item in items:
            self.append(item)

    @property
    def capacity(self):
        return len(self.block)

    def __len__(self):
        return self.size

    def __iter__(self):
        place = 0
        while place < self.size:
            yield self.block[place][0]
            place += 1

    def box(self, index):
        """Return the number of a box that is in use."""
        try:
            return range(self.size)[index]
        except IndexError:
            raise IndexError("no such item") from None

    def __getitem__(self, index):
        return self.block[self.box(index)][0]

    def __setitem__(self, index, value):
        self.block[self.box(index)][0] = value

    def append(self, value):
        if self.size == len(self.block):
            self.move_to(self.size + 1)
        self.block[self.size].append(value)
        self.size += 1

    def insert(self, index, value):
        if index is None:
            raise TypeError("None is an index in slices only")
        behind = len(range(self.size)[index:])
        self.append(value)
        for place in range(self.size - 1, self.size - 1 - behind, -1):
            self.block[place][0] = self.block[place - 1][0]
        self.block[self.size - 1 - behind][0] = value

    def pop(self, index=-1):
        place = self.box(index)
        value = self.block[place][0]
        for after in range(place + 1, self.size):
            self.block[after - 1][0] = self.block[after][0]
        self.size -= 1
        self.block[self.size].clear()
        if 2 * self.size < len(self.block):
            self.move_to(self.size)
        return value

    def __delitem__(self, index):
        self.pop(index)

    def move_to(self, size):
        spare = (size >> 3) + 6 if size else 0
        block = block_of((size + spare) // 4 * 4)
        for box, old in zip(block, self.block, strict=False):
            box.extend(old)
        self.block = block

"""No list of entries and no holes: nodes linked in order, their numbers worked out when written."""

from collections.abc import MutableMapping


class Node:
    number = -1
    hashed = key = value = None

    def __init__(self):
        self.before = self.after = self

    def link_before(self, other):
        self.before, self.after = other.before, other
        self.before.after = self.after.before = self

    def unlink(self):
        self.before.after, self.after.before = self.after, self.before


class Gone(Node):
    number = -2


GONE = Gone()


def probe_sequence(hashed, mask):
    perturb = hashed if hashed >= 0 else hashed + (1 << 64)
    slot = perturb & mask
    yield slot
    while True:
        perturb >>= 5
        slot = (slot * 5 + perturb + 1) & mask
        yield slot


class Walk:
    def __init__(self, table):
        self.table = table
        self.size = len(table)
        self.node = table.root

    def __iter__(self):
        return self

    def __next__(self):
        if len(self.table) != self.size:
            raise RuntimeError("another size")
        self.node = self.node.after
        if self.node is self.table.root:
            raise StopIteration
        return self.node.key


class CompactDict(MutableMapping):
    def __init__(self, items=()):
        self.root = Node()
        self.live = self.written = 0
        self.slots = [None] * 8
        for key, value in items:
            self[key] = value

    @property
    def indices(self):
        return [-1 if node is None else node.number for node in self.slots]

    def __len__(self):
        return self.live

    def __iter__(self):
        return Walk(self)

    def __getitem__(self, key):
        return self.slots[self.search(key, hash(key))].value

    def __setitem__(self, key, value):
        hashed = hash(key)
        try:
            self.slots[self.search(key, hashed)].value = value
        except LookupError:
            self.append(hashed, key, value)

    def __delitem__(self, key):
        self.remove(self.search(key, hash(key)))

    def search(self, key, hashed):
        for slot in probe_sequence(hashed, len(self.slots) - 1):
            node = self.slots[slot]
            if node is None:
                break
            if node is GONE or node.hashed != hashed:
                continue
            if node.key is key or node.key == key:
                return slot
        raise KeyError(key)

    def append(self, hashed, key, value):
        if self.written == len(self.slots) * 2 // 3:
            self.rebuild()
        node = Node()
        node.hashed, node.key, node.value = hashed, key, value
        node.link_before(self.root)
        self.live += 1
        self.enter(node)

    def enter(self, node):
        node.number = self.written
        self.written += 1
        for slot in probe_sequence(node.hashed, len(self.slots) - 1):
            if self.slots[slot] in (None, GONE):
                self.slots[slot] = node
                return

    def remove(self, slot):
        self.slots[slot].unlink()
        self.slots[slot] = GONE
        self.live -= 1

    def rebuild(self):
        slots = 8
        while slots <= 3 * self.live:
            slots *= 2
        self.slots = [None] * slots
        self.written = 0
        node = self.root.after
        while node is not self.root:
            self.enter(node)
            node = node.after

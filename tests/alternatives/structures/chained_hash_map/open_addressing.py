"""No chains at all: linear probing over slots, with tombstones where keys were deleted."""

from collections.abc import MutableMapping

EMPTY = None
TOMBSTONE = object()


class ChainedHashMap(MutableMapping):
    def __init__(self, items=(), *, load_factor=0.75):
        if not load_factor > 0:
            raise ValueError(f"{load_factor=}")
        self.load_factor = load_factor
        self.buckets = 8
        self.slots = [EMPTY] * 16
        self.used = self.live = 0
        self.update(items)

    def __len__(self):
        return self.live

    def __iter__(self):
        live = self.live
        for slot in self.slots:
            if slot is not EMPTY and slot is not TOMBSTONE:
                yield slot[1]
                if self.live != live:
                    raise RuntimeError("resized while iterating")

    def __getitem__(self, key):
        slot = self.slots[self.place(key, hash(key))]
        if slot is EMPTY:
            raise KeyError(key)
        return slot[2]

    def __setitem__(self, key, value):
        hashed = hash(key)
        place = self.place(key, hashed)
        if self.slots[place] is EMPTY:
            self.used += 1
            self.live += 1
        self.slots[place] = (hashed, key, value)
        if 2 * self.used > len(self.slots):
            self.rebuild()
        while self.live > self.load_factor * self.buckets:
            self.buckets *= 2

    def __delitem__(self, key):
        place = self.place(key, hash(key))
        if self.slots[place] is EMPTY:
            raise KeyError(key)
        self.slots[place] = TOMBSTONE
        self.live -= 1

    def place(self, key, hashed):
        """Return the slot that holds the key, or else the empty one where the search ended."""
        place = hashed % len(self.slots)
        while (slot := self.slots[place]) is not EMPTY:
            if slot is not TOMBSTONE and slot[0] == hashed and (slot[1] is key or slot[1] == key):
                break
            place = (place + 1) % len(self.slots)
        return place

    def rebuild(self):
        entries = [slot for slot in self.slots if slot is not EMPTY and slot is not TOMBSTONE]
        self.slots = [EMPTY] * max(16, 4 * len(entries))
        self.used = len(entries)
        for entry in entries:
            place = entry[0] % len(self.slots)
            while self.slots[place] is not EMPTY:
                place = (place + 1) % len(self.slots)
            self.slots[place] = entry

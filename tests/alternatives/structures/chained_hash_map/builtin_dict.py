"""The real thing behind an adapter; only the number of buckets has to be worked out."""

from collections.abc import MutableMapping


class ChainedHashMap(MutableMapping):
    def __init__(self, items=(), *, load_factor=0.75):
        if not load_factor > 0:
            raise ValueError("a load factor above 0, please")
        self.load_factor = load_factor
        self.buckets = 8
        self.table = {}
        for key, value in items:
            self[key] = value

    def __len__(self):
        return len(self.table)

    def __iter__(self):
        return iter(self.table)

    def __contains__(self, key):
        return key in self.table

    def __getitem__(self, key):
        return self.table[key]

    def __setitem__(self, key, value):
        self.table[key] = value
        while len(self.table) / self.buckets > self.load_factor:
            self.buckets *= 2

    def __delitem__(self, key):
        del self.table[key]

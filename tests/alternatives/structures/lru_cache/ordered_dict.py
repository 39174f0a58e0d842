"""The standard library's own answer behind our names."""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        if capacity <= 0:
            raise ValueError("a cache needs room")
        self.room = capacity
        self.items = OrderedDict()

    def __len__(self):
        return len(self.items)

    def get(self, key, default=None):
        try:
            self.items.move_to_end(key)
        except KeyError:
            return default
        return self.items[key]

    def put(self, key, value):
        self.items[key] = value
        self.items.move_to_end(key)
        if len(self.items) > self.room:
            self.items.popitem(last=False)

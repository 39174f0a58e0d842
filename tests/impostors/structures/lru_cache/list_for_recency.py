# expect: takes O\(1\) time
"""Keeps the order of use in a list, which it must search at every use."""


class LRUCache:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._capacity = capacity
        self._values = {}
        self._order = []

    def __len__(self):
        return len(self._values)

    def get(self, key, default=None):
        if key not in self._values:
            return default
        self._order.remove(key)
        self._order.append(key)
        return self._values[key]

    def put(self, key, value):
        if key in self._values:
            self._order.remove(key)
        elif len(self._values) == self._capacity:
            del self._values[self._order.pop(0)]
        self._order.append(key)
        self._values[key] = value

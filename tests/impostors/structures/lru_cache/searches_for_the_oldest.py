# expect: put takes O\(1\) time
"""Stamps every use with a counter and looks for the smallest stamp at eviction."""

import itertools


class LRUCache:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._capacity = capacity
        self._values = {}
        self._used = {}
        self._clock = itertools.count()

    def __len__(self):
        return len(self._values)

    def get(self, key, default=None):
        if key not in self._values:
            return default
        self._used[key] = next(self._clock)
        return self._values[key]

    def put(self, key, value):
        if key not in self._values and len(self._values) == self._capacity:
            oldest = min(self._used, key=self._used.get)
            del self._used[oldest], self._values[oldest]
        self._used[key] = next(self._clock)
        self._values[key] = value

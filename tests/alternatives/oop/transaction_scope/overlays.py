"""A dict for each open block, over those around it; a tombstone stands for a deleted key."""

from collections import ChainMap
from collections.abc import MutableMapping
from contextlib import contextmanager

TOMBSTONE = object()


class Transaction:
    def __init__(self, rollback):
        self.rollback = rollback


class Store(MutableMapping):
    def __init__(self):
        self._layers = ChainMap()

    def __getitem__(self, key):
        value = self._layers[key]
        if value is TOMBSTONE:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._layers[key] = value

    def __delitem__(self, key):
        self[key]
        self._layers[key] = TOMBSTONE

    def __iter__(self):
        return (key for key, value in self._layers.items() if value is not TOMBSTONE)

    def __len__(self):
        return sum(1 for _ in self)

    @contextmanager
    def transaction(self):
        mine = {}

        def innermost():
            if self._layers.maps[0] is not mine:
                raise RuntimeError("a block is over, or another is open in it")
            return mine

        self._layers.maps.insert(0, mine)
        try:
            yield Transaction(lambda: innermost().clear())
        except BaseException:
            innermost().clear()
            raise
        finally:
            del self._layers.maps[self._layers.maps.index(innermost())]
            self._layers.update(mine)

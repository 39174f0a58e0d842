"""LRU cache: keep what was used lately, forget the rest.

A full cache must choose a victim. Yours evicts the key that has gone
unused for longest; reading a key and writing a key both count as use.
Asking for a key that is not there is no use of anything, and writing a
key that is there replaces its value without evicting anybody.

    >>> cache = LRUCache(capacity=2)
    >>> cache.put("a", 1)
    >>> cache.put("b", 2)
    >>> cache.get("a")
    1
    >>> cache.put("c", 3)  # "b" has gone unused for longest
    >>> cache.get("b", default="gone")
    'gone'
    >>> len(cache)
    2

Any value may be stored, `None` too. `get` and `put` take O(1) time,
however large the capacity.

Off limits, or the point is lost: `OrderedDict`, `functools`, and the
order of a `dict`. A plain `dict` for looking keys up is welcome.
"""

from collections.abc import Hashable
from typing import Any


class LRUCache:
    def __init__(self, capacity: int) -> None:
        """Raise `ValueError` unless the capacity is at least 1."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many keys are stored."""
        raise NotImplementedError

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value stored under the key, or the default if there is none."""
        raise NotImplementedError

    def put(self, key: Hashable, value: Any) -> None:
        """Store the value under the key, evicting another key only if there is no room."""
        raise NotImplementedError

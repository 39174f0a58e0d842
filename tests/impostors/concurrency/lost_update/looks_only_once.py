# expect: the loader is called once, and everybody gets its value, but afterwards .*, 2\)
"""Waits for the lock and then loads, without a second look whether another one has loaded."""

from solutions.concurrency.lost_update import Account, Counter, transfer  # noqa: F401
from solutions.concurrency.lost_update import LazyConfig as Reference


class LazyConfig(Reference):
    def get(self):
        if not self._loaded:
            with self._lock:
                self._loaded[:] = [self._loader()]
        return self._loaded[0]

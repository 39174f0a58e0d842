# expect: the next get calls the loader again, but nobody can go on, a deadlock
"""Releases the lock in a line that an error of the loader never reaches."""

from solutions.concurrency.lost_update import Account, Counter, transfer  # noqa: F401
from solutions.concurrency.lost_update import LazyConfig as Reference


class LazyConfig(Reference):
    def get(self):
        self._lock.acquire()
        if not self._loaded:
            self._loaded.append(self._loader())
        self._lock.release()
        return self._loaded[0]

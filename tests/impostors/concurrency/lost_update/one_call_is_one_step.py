# expect: while two keys are compared, but afterwards .* is \[2\]; \[3\] is right
"""Takes a single call of `collections.Counter.update` for a single step, as C often is."""

import collections
import threading

from solutions.concurrency.lost_update import Account, LazyConfig, transfer  # noqa: F401


class Counter:
    def __init__(self):
        self._hits = collections.Counter()
        self._lock = threading.Lock()

    def hit(self, *keys):
        self._hits.update(keys)

    def snapshot(self):
        with self._lock:
            return dict(self._hits)

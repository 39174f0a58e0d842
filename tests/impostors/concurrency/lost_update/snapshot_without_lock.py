# expect: a snapshot shows all keys of a hit or none, but
"""Takes the lock to write and not to read, so a reader walks over a dict that is being changed."""

from solutions.concurrency.lost_update import Account, LazyConfig, transfer  # noqa: F401
from solutions.concurrency.lost_update import Counter as Reference


class Counter(Reference):
    def snapshot(self):
        return {key: self._hits[key] for key in self._hits}

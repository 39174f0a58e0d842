# expect: which was refused and must change nothing
"""Changes its keys one by one and meets the wrong type half-way."""

from solutions.postgres.wal_kv_store import KVStore as Reference
from solutions.postgres.wal_kv_store import _encoded


class KVStore(Reference):
    def commit(self, changes):
        for key, value in changes.items():
            _encoded({key: value})
            self._apply({key: value})
        super().commit(changes)

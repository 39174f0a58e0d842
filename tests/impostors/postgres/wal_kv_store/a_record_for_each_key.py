# expect: half of a commit survives
"""Logs each key as a record of its own, and nothing says which of them belong together."""

from solutions.postgres.wal_kv_store import _LOG, _encoded
from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def commit(self, changes):
        _encoded(changes)
        for key, value in changes.items():
            self._disk.append(_LOG, _encoded({key: value}) + b"\n")
        self._disk.fsync(_LOG)
        self._apply(changes)

# expect: a commit that had returned is lost
"""Appends to the log and never calls fsync, so a power cut takes what was committed."""

from solutions.postgres.wal_kv_store import _LOG, _encoded
from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def commit(self, changes):
        self._disk.append(_LOG, _encoded(changes) + b"\n")
        self._apply(changes)

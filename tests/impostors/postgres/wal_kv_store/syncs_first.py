# expect: a commit that had returned is lost
"""Calls fsync before it appends, so each commit becomes durable with the next one."""

from solutions.postgres.wal_kv_store import _LOG, _encoded
from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def commit(self, changes):
        line = _encoded(changes)
        self._disk.fsync(_LOG)
        self._disk.append(_LOG, line + b"\n")
        self._apply(changes)

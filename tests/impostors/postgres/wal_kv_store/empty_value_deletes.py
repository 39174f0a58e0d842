# expect: b'' is a value
"""Takes an empty value for a deletion."""

from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def commit(self, changes):
        super().commit({key: b"" if value is None else value for key, value in changes.items()})

    def _apply(self, changes):
        super()._apply({key: value or None for key, value in changes.items()})

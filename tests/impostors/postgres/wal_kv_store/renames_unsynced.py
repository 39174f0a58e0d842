# expect: (?s)recovery fails.*replace.*'data' lost `append
"""Renames a new file over the old one before the new bytes are durable."""

from solutions.postgres.wal_kv_store import _decoded, _encoded


class KVStore:
    def __init__(self, disk):
        self._disk = disk
        self._data = _decoded(disk.read("data")) if disk.exists("data") else {}

    def get(self, key):
        return self._data.get(key)

    def items(self):
        return self._data.copy()

    def commit(self, changes):
        _encoded(changes)
        data = {key: value for key, value in {**self._data, **changes}.items() if value is not None}
        self._disk.append("new", b"")
        self._disk.truncate("new", 0)
        self._disk.append("new", _encoded(data))
        self._disk.replace("new", "data")
        self._disk.sync_dir()
        self._data = data

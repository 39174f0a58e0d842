# expect: (?s)recovery fails: the power failed inside.*truncate\('data', 0\).*but for its first
"""Empties its one file at each commit and writes the new contents into it."""

from solutions.postgres.wal_kv_store import _decoded, _encoded


class KVStore:
    def __init__(self, disk):
        self._disk = disk
        content = disk.read("data") if disk.exists("data") else b""
        self._data = _decoded(content) if len(content) > 8 else {}

    def get(self, key):
        return self._data.get(key)

    def items(self):
        return self._data.copy()

    def commit(self, changes):
        _encoded(changes)
        data = {key: value for key, value in {**self._data, **changes}.items() if value is not None}
        self._disk.append("data", b"")
        self._disk.truncate("data", 0)
        self._disk.append("data", _encoded(data))
        self._disk.fsync("data")
        self._disk.sync_dir()
        self._data = data

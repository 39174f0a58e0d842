"""A whole new file at each commit, which a rename puts in place of the old one."""

import pickle
import zlib


class KVStore:
    def __init__(self, disk):
        self._disk = disk
        self._data = {}
        if disk.exists("data"):
            content = disk.read("data")
            if zlib.crc32(content[4:]).to_bytes(4) != content[:4]:
                raise ValueError("the file is damaged")
            self._data = pickle.loads(content[4:])

    def get(self, key):
        return self._data.get(key)

    def items(self):
        return dict(self._data)

    def commit(self, changes):
        data = dict(self._data)
        for key, value in changes.items():
            if not isinstance(key, str) or not isinstance(value, bytes | None):
                raise TypeError(key, value)
            data.pop(key, None)
            if value is not None:
                data[key] = value
        content = pickle.dumps(data)
        if self._disk.exists("new"):
            self._disk.truncate("new", 0)
        self._disk.append("new", zlib.crc32(content).to_bytes(4) + content)
        self._disk.fsync("new")
        self._disk.replace("new", "data")
        self._disk.sync_dir()
        self._data = data

"""A record for each key, and one that commits those before it."""

import ast
import zlib


class KVStore:
    def __init__(self, disk):
        self._disk = disk
        self._data = {}
        if not disk.exists("wal"):
            disk.append("wal", b"")
        disk.sync_dir()
        log = disk.read("wal")
        open_changes, end, whole = {}, 0, 0
        for line in log.splitlines(keepends=True):
            if not line.endswith(b"\n") or b"%08x" % zlib.crc32(line[8:]) != line[:8]:
                break
            end += len(line)
            kind, *content = ast.literal_eval(line[8:].decode())
            if kind == "set":
                key, value = content
                open_changes[key] = value
            elif content == [len(open_changes)]:
                self._apply(open_changes)
                open_changes, whole = {}, end
            else:
                break
        disk.truncate("wal", whole)
        disk.fsync("wal")

    def get(self, key):
        return self._data.get(key)

    def items(self):
        return {**self._data}

    def commit(self, changes):
        if not all(isinstance(key, str) for key in changes):
            raise TypeError("keys are str")
        if not all(isinstance(value, bytes | None) for value in changes.values()):
            raise TypeError("values are bytes")
        for key, value in changes.items():
            self._log("set", key, value)
        self._log("commit", len(changes))
        self._disk.fsync("wal")
        self._apply(changes)

    def _log(self, *record):
        line = ascii(record).encode() + b"\n"
        self._disk.append("wal", b"%08x" % zlib.crc32(line) + line)

    def _apply(self, changes):
        self._data |= changes
        self._data = {key: value for key, value in self._data.items() if value is not None}

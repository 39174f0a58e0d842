"""Binary records, length and CRC first; the log ends where one of them is not whole."""

import struct
import zlib

HEAD = struct.Struct("<II")
NONE = 0xFFFFFFFF


class KVStore:
    def __init__(self, disk):
        self._disk = disk
        self._data = {}
        self._ready = disk.exists("wal")
        if not self._ready:
            return
        log, end = disk.read("wal"), 0
        while (payload := record(log, end)) is not None:
            self._redo(unpacked(payload))
            end += HEAD.size + len(payload)
        if end < len(log):
            disk.truncate("wal", end)
            disk.fsync("wal")

    def get(self, key):
        return self._data.get(key)

    def items(self):
        return dict(self._data)

    def commit(self, changes):
        payload = packed(changes)
        head = HEAD.pack(len(payload), zlib.crc32(payload, 1))
        self._disk.append("wal", head + payload)
        self._disk.fsync("wal")
        if not self._ready:
            self._disk.sync_dir()
            self._ready = True
        self._redo(changes)

    def _redo(self, changes):
        self._data.update(changes)
        for key in [key for key, value in self._data.items() if value is None]:
            del self._data[key]


def record(log, start):
    if len(log) - start < HEAD.size:
        return None
    length, checksum = HEAD.unpack_from(log, start)
    payload = log[start + HEAD.size :][:length]
    if len(payload) < length or zlib.crc32(payload, 1) != checksum:
        return None
    return payload


def packed(changes):
    parts = []
    for key, value in changes.items():
        if type(key) is not str or type(value) not in (bytes, type(None)):
            raise TypeError(f"{key!r}: {value!r}")
        name = key.encode()
        parts += [HEAD.pack(len(name), NONE if value is None else len(value)), name, value or b""]
    return b"".join(parts)


def unpacked(payload):
    changes, place = {}, 0
    while place < len(payload):
        keys, values = HEAD.unpack_from(payload, place)
        place += HEAD.size
        key, place = payload[place : place + keys].decode(), place + keys
        changes[key] = None if values == NONE else payload[place : place + values]
        place += len(changes[key] or b"")
    return changes

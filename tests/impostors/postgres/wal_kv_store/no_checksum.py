# expect: a wrong value
"""Trusts whatever it can parse, for no record carries a checksum."""

import json

from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def __init__(self, disk):
        self._disk, self._data = disk, {}
        disk.append("log", b"")
        disk.sync_dir()
        *lines, torn = disk.read("log").split(b"\n")
        for line in lines:
            for key, value in json.loads(line[8:]).items():
                self._apply({key: value if value is None else bytes.fromhex(value)})
        disk.truncate("log", len(disk.read("log")) - len(torn))

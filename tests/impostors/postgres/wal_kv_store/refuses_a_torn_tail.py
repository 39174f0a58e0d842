# expect: recovery fails: the power failed inside a commit
"""Takes a torn last record for damage and refuses to open."""

from solutions.postgres.wal_kv_store import _LOG, _decoded
from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def __init__(self, disk):
        if disk.exists(_LOG):
            for line in disk.read(_LOG).splitlines():
                _decoded(line)
        super().__init__(disk)

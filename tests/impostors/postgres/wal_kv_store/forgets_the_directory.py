# expect: (?s)commit that had returned is lost.*the names that survive: \[\]
"""Syncs the bytes of the log and never the directory, so the whole file may be gone."""

from solutions.postgres.wal_kv_store import KVStore as Reference


class KVStore(Reference):
    def __init__(self, disk):
        sync_dir, disk.sync_dir = disk.sync_dir, lambda: None
        super().__init__(disk)
        disk.sync_dir = sync_dir

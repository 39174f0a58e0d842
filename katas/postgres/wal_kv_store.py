"""WAL key-value store: what `commit` returned for survives a power cut.

The keys live in files of a `Disk`, given in `_crash_disk.py`. `commit` makes
several changes at once. When it returns, all of them are durable; if the power
fails before that, all of them survive or none. `KVStore(disk)` recovers what an
earlier store left. Which files there are and what is in them is up to you.

    >>> disk = Disk()
    >>> store = KVStore(disk)
    >>> store.commit({"alice": b"70", "bob": b"30"})
    >>> store.commit({"alice": None, "bob": b"100"})  # None deletes
    >>> store.get("alice"), store.get("bob")
    (None, b'100')
    >>> KVStore(disk).items()
    {'bob': b'100'}

The disk forgets. `fsync(name)` makes the bytes of a file durable, `sync_dir()`
the names: that a file exists, and what `replace` renamed. At a power cut the
names fall back to some moment since the last `sync_dir`. Of a file's `append`s
and `truncate`s since its last `fsync`, any may be lost, and an `append` may be
torn, so that only its first bytes survive; a gap before a later `append` reads
as zeros. The tests cut the power after every operation, while `KVStore(disk)`
recovers as well, and at every byte. What survives is durable from then on.

A power cut is no error: recovery must cope. Damage to durable bytes, such as a
flipped bit, must never turn into a wrong key or value: `KVStore(disk)` raises
`ValueError`, or holds what the first few commits made and nothing else.
"""

from collections.abc import Mapping

from katas.postgres._crash_disk import Disk


class KVStore:
    def __init__(self, disk: Disk) -> None:
        """Recover what was committed on this disk; an empty disk is a store without keys."""
        raise NotImplementedError

    def get(self, key: str) -> bytes | None:
        """Return the value, or None if there is no such key."""
        raise NotImplementedError

    def items(self) -> dict[str, bytes]:
        """Return a new dict of all keys and their values."""
        raise NotImplementedError

    def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Make all changes durable, then return; to delete a missing key is no error.

        Raise `TypeError`, and change nothing, unless keys are `str` and values `bytes` or None.
        """
        raise NotImplementedError

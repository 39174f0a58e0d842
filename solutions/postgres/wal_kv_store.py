"""WAL key-value store, solved with one line for each commit.

A commit is one line: a checksum, then JSON with all its changes. JSON in ASCII
has no newline of its own, so the newline at the end is the commit. A line that
has none was torn, and nobody was told that it is durable: recovery cuts it off,
or the next line would be glued to it. A line that ends and does not match its
checksum was damaged later, and no guess is better than an error. Replaying the
others, first to last, gives back the keys.

The order is the whole idea. Bytes, `fsync`, and only then memory and `return`:
what `get` shows is what the disk will still know. The name of the log is synced
once, before the first commit; without it perfectly synced bytes belong to no
file. `append` of nothing makes the file if there is none, so a new disk and a
crash between two steps of the start need no case of their own.

Cost: a commit writes what it changes and waits for one `fsync`; to open reads
all that was ever committed. A shadow copy (write all to a new file, sync it,
`replace`, sync the directory) opens fast and writes everything at each commit.
Real logs use both: a checkpoint saves the state, then the log begins anew.
Their records are binary, the length first. A length can be damaged as well, so
a checksum should cover it, and one that starts at 0 takes a header of zeros
for a valid empty record.

At work, use SQLite or a database. PostgreSQL's data pages may reach the disk
late and in any order, because the WAL record of a change is flushed before its
page. After a crash it replays the WAL from the last checkpoint to the first
record that does not check; full page images mend pages that were torn.

Interview: "What does ACID mean?" Atomicity: all changes of a transaction or
none. Here one line; in PostgreSQL a commit record in the WAL, and without it
the transaction's row versions stay invisible, so there is nothing to undo.
Consistency: declared constraints hold at commit, and what the schema cannot
say is up to the application. Here only types are checked. Isolation:
transactions that run at once see each other only as their level allows, by row
versions, locks and, for SERIALIZABLE, detected conflicts; here there is one
writer. Durability: COMMIT returns after its WAL record was flushed. `fsync` is
that flush: `write` only hands bytes to the kernel, which outlives a killed
process and not a power cut. Many commits may share one flush.
`synchronous_commit = off` returns before it: the last fraction of a second of
commits may be lost, each of them whole, and nothing is corrupted, so it may be
chosen for a single transaction. `fsync = off` gives up the order of writes and
may leave a cluster that cannot be used. And one disk is one disk: to survive
its loss, wait for a synchronous standby as well.

Hints
-----
1. The power fails between any two calls, and within an `append`. Which single
   event should decide that a commit counts, and what must be durable by then?
2. How does recovery tell a record that was torn from one that is whole? And
   what happens to the next record if the torn one stays?
3. Put all changes of a commit into one `append`. With a checksum and a mark of
   the end, recovery can judge each record by itself. Bytes are not JSON, but
   `bytes.hex` is text.
4. Start: make the log if there is none, `sync_dir`, replay the whole records,
   `truncate` to their end. Commit: check the types, `append`, `fsync`, and only
   then change the dict.
"""

import json
import zlib
from collections.abc import Mapping

from katas.postgres._crash_disk import Disk

_LOG = "log"


class KVStore:
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._data: dict[str, bytes] = {}
        disk.append(_LOG, b"")
        disk.sync_dir()
        *lines, torn = disk.read(_LOG).split(b"\n")
        for line in lines:
            self._apply(_decoded(line))
        disk.truncate(_LOG, len(disk.read(_LOG)) - len(torn))

    def get(self, key: str) -> bytes | None:
        return self._data.get(key)

    def items(self) -> dict[str, bytes]:
        return self._data.copy()

    def commit(self, changes: Mapping[str, bytes | None]) -> None:
        self._disk.append(_LOG, _encoded(changes) + b"\n")
        self._disk.fsync(_LOG)
        self._apply(changes)

    def _apply(self, changes: Mapping[str, bytes | None]) -> None:
        for key, value in changes.items():
            if value is None:
                self._data.pop(key, None)
            else:
                self._data[key] = value


def _encoded(changes: Mapping[str, bytes | None]) -> bytes:
    """Return the changes as a line without its end: a checksum, then JSON, which is ASCII."""
    for key, value in changes.items():
        if not isinstance(key, str) or not isinstance(value, bytes | None):
            raise TypeError(f"a change is a str and bytes or None, not {key!r}: {value!r}")
    plain = {key: None if value is None else value.hex() for key, value in changes.items()}
    text = json.dumps(plain).encode()
    return _checksum(text) + text


def _decoded(line: bytes) -> dict[str, bytes | None]:
    checksum, text = line[:8], line[8:]
    if checksum != _checksum(text):
        raise ValueError(f"damaged, its checksum is wrong: {line!r}")
    plain = json.loads(text)
    return {key: None if value is None else bytes.fromhex(value) for key, value in plain.items()}


def _checksum(text: bytes) -> bytes:
    return b"%08x" % zlib.crc32(text)

"""Append-only file, solved with one rule: the log has what happened, not what was asked.

The keyspace is a deterministic machine, so the same commands bring the same keys
on any day. What would make the day matter is settled before it is logged. A
relative expiry becomes a moment, and an expired key leaves by a DEL that is in
the log. Without that DEL an INCRBY counts on from the old value, for a replay sees
SET, PEXPIREAT, INCRBY and no clock. For the same reason Redis logs SPOP as SREM,
and what a script did, not the script.

`replay` collects commands until no MULTI is open and only then executes them, so
there is nothing to undo, and `good_bytes` never stands inside a transaction. That
matters: Redis 6.2, if a log is torn inside a command of a transaction, keeps the
open MULTI and appends behind it. The next start takes all of that, acknowledged
writes, for part of a transaction without its EXEC. Valkey 9 cuts before the MULTI.

Torn is what more bytes could have made whole. Anything else is damage, and all
that shows of damage is bad form: a bit flipped in a value is loaded, and a length
that became too large makes the rest look torn. Redis then drops the rest, with no
more than a line in its own log (`aof-load-truncated yes`, the default). RDB files
end in a CRC64. In one thing this kata is stricter: only what succeeded is logged,
so a command that fails in a replay is damage; Redis refuses unknown ones only.

Redis executes, then logs, then replies. So it knows what has failed; and there is
no need to log first, as databases do, for nothing is ever undone, and a client that
got no reply was promised nothing.

Cost: to replay n commands takes O(n), however few keys there are in the end: a
counter that was raised a million times is one key and a million commands.

At work: AOF with `everysec`, and RDB, whose copies, taken elsewhere, are the backup.
`redis-check-aof` finds the end of what is good, and `--fix` cuts there: keep a copy,
and look at what it cuts, for behind damage there may be hours of good commands.

Interview: "How does Redis persist data? RDB or AOF?"
- RDB: a fork writes a snapshot while the parent goes on (copy-on-write). Compact,
  quick to load, with a checksum; a crash loses all since the last one, minutes.
- AOF: every change is appended. Larger, slower to load, and little is lost. With
  both, the AOF is loaded. A rewritten AOF begins with an RDB by default.
- What is lost is up to `appendfsync` if the power fails. `always`: nothing that was
  acknowledged, for one fsync in each turn of the event loop. `everysec`: a second,
  or two if the disk is slow. `no`: what the kernel holds, some 30 s. If only the
  process dies, the kernel still has whatever `write` has given it.
- Why a rewrite: a log grows with changes, not with keys. It never reads the old
  log; a fork writes the keys it has. The parent goes on logging meanwhile, and the
  new log must get that as well: up to 6.2 from a buffer, appended at the end, then a
  rename; since 7.0 in a file of its own, then a new manifest. A crash at any time
  finds the old log or the new one. The price is a fork, copied pages and disk
  traffic; `auto-aof-rewrite-percentage 100` starts one when the log has doubled.
- Expiry, randomness and scripts are logged as what they came to. Replicas are sent
  the same stream, for the same reason.

Hints
-----
1. Which commands bring another result when they are executed tomorrow? What did
   each of them come to today?
2. A word may contain line ends, so only its length tells where it ends. How does
   `io.BytesIO` show that a line, or a word, is not all there?
3. A generator of (command, where it ends) makes `replay` a short loop. Which of these
   ends may become `good_bytes`?
4. `execute`: an expired key goes by a DEL of its own. DEL, PEXPIREAT and the others
   all take one way: note `changes`, execute, compare, log. Before which of them is a
   SELECT due, the very first included?
5. `replay`: collect until no MULTI is open, then execute what was collected, SELECT
   too, and move `good_bytes`. `rewrite`: SET clears an expiry, so PEXPIREAT is last.
"""

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from katas.redis._append_only_file_keyspace import CommandError, Keyspace, Reply

_MOST_ITEMS = 64


class CorruptAof(Exception):
    """No prefix of any log looks like this."""


class Replay(NamedTuple):
    keyspace: Keyspace
    good_bytes: int


def encode(*words: bytes) -> bytes:
    parts = [b"$%d\r\n%b\r\n" % (len(word), word) for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(parts)


def replay(data: bytes) -> Replay:
    keyspace, db, good_bytes = Keyspace(), 0, 0
    change: list[list[bytes]] = []
    is_open = False
    for command, end in _commands(data):
        if command in ([b"MULTI"], [b"EXEC"]):
            is_open = command == [b"MULTI"]
        else:
            change.append(command)
        if not is_open:
            db = _redo(keyspace, db, change)
            change, good_bytes = [], end
    return Replay(keyspace, good_bytes)


def _redo(keyspace: Keyspace, db: int, change: list[list[bytes]]) -> int:
    """Execute the commands, beginning in this database, and return in which they end."""
    try:
        for name, *args in change:
            if name == b"SELECT":
                [number] = args
                db = int(number)
            else:
                keyspace.execute(db, name, *args)
    except (CommandError, ValueError) as error:
        raise CorruptAof(str(error)) from error
    return db


def _commands(data: bytes) -> Iterator[tuple[list[bytes], int]]:
    """Yield each whole command, and where it ends."""
    file = io.BytesIO(data)
    with contextlib.suppress(EOFError):
        while True:
            command = [_word(file) for _ in range(_number(file, b"*"))]
            yield command, file.tell()


def _number(file: io.BytesIO, mark: bytes) -> int:
    line = file.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    if not re.fullmatch(re.escape(mark) + rb"\d+\r\n", line):
        raise CorruptAof(f"{line!r} before byte {file.tell()}, {mark!r} and a number were due")
    return int(line[1:])


def _word(file: io.BytesIO) -> bytes:
    size = _number(file, b"$")
    word, end = file.read(size), file.read(2)
    if len(end) < 2:
        raise EOFError
    if end != b"\r\n":
        raise CorruptAof(f"{end!r} before byte {file.tell()}, where a word should have ended")
    return word


class AofServer:
    def __init__(
        self, keyspace: Keyspace, append: Callable[[bytes], object], clock: Callable[[], int]
    ) -> None:
        self._keyspace, self._append, self._clock = keyspace, append, clock
        self._selected: int | None = None

    def execute(self, db: int, *words: bytes) -> Reply:
        now = self._clock()
        name, key, *args = words
        if self._keyspace.is_expired(db, key, now):
            self._change(db, b"DEL", key)
        if name == b"PEXPIRE":
            return self._change(db, b"PEXPIREAT", key, b"%d" % (now + int(args[0])))
        return self._change(db, *words)

    def _change(self, db: int, *words: bytes) -> Reply:
        before = self._keyspace.changes
        reply = self._keyspace.execute(db, *words)
        if self._keyspace.changes != before:
            if self._selected != db:
                self._append(encode(b"SELECT", b"%d" % db))
                self._selected = db
            self._append(encode(*words))
        return reply


def rewrite(keyspace: Keyspace) -> bytes:
    log = []
    for db, items in keyspace.dbs.items():
        log.append(encode(b"SELECT", b"%d" % db))
        for key, (value, expires_at) in items.items():
            if isinstance(value, bytes):
                log.append(encode(b"SET", key, value))
            else:
                for start in range(0, len(value), _MOST_ITEMS):
                    log.append(encode(b"RPUSH", key, *value[start : start + _MOST_ITEMS]))
            if expires_at is not None:
                log.append(encode(b"PEXPIREAT", key, b"%d" % expires_at))
    return b"".join(log)

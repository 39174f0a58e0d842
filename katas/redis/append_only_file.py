r"""Append-only file: log every change, and reading the log back gives the same keys.

Redis has its keys in memory and appends what changes them to a file, the AOF. When
it starts, it executes that file. Yours is the real one: a server will load what you
log, and you will replay what a server has logged.

    >>> encode(b"SET", b"k", b"")
    b'*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$0\r\n\r\n'
    >>> log = bytearray()
    >>> server = AofServer(Keyspace(), log.extend, clock=lambda: 5_000)
    >>> server.execute(1, b"SET", b"k", b"v"), server.execute(1, b"PEXPIRE", b"k", b"100")
    (b'OK', 1)
    >>> replay(bytes(log) + b"*2\r\n$3\r\nDE").keyspace.dbs
    {1: {b'k': Item(value=b'v', expires_at=5100)}}

A command is `*` and how many words it has, then for each word `$` and how many bytes
it has, then those bytes; a CRLF ends each of these. SELECT n chooses the database of
what follows, and a log begins in 0. What is between MULTI and EXEC is one change.

The keys are in a `Keyspace`, given in `_append_only_file_keyspace.py`. It has no
clock, so replaying a log tomorrow does what it does today, if each command in it
does. A key that `is_expired` is as good as missing when a command comes for it,
and that has to be so in the log as well, which may be read at any time.

A crash tears a log: it ends inside a command, or before EXEC. `replay` leaves such
an end out, and `good_bytes` tells where it begins: a server would cut it off there.
The log is corrupt if a whole line of it (one that has its CRLF) is not as above, if
something else than CRLF follows a word, or if a command that is not left out cannot
be executed. It has no checksum: whatever else was damaged goes unnoticed.

A log grows with every change. `rewrite` makes one that has the same keys in as few
commands as possible, but with no more than 64 items in an RPUSH.
"""

from collections.abc import Callable
from typing import NamedTuple

from katas.redis._append_only_file_keyspace import Keyspace, Reply


class CorruptAof(Exception):
    """The log was damaged otherwise than by the crash of a writer."""


class Replay(NamedTuple):
    keyspace: Keyspace
    good_bytes: int
    """How much of the log was replayed: all of it, unless its end was torn."""


def encode(*words: bytes) -> bytes:
    """Return the command as it stands in a log."""
    raise NotImplementedError


def replay(data: bytes) -> Replay:
    """Execute a log. Raise `CorruptAof` if it is corrupt."""
    raise NotImplementedError


class AofServer:
    """A server that keeps a log."""

    def __init__(
        self, keyspace: Keyspace, append: Callable[[bytes], object], clock: Callable[[], int]
    ) -> None:
        """`append` adds to the log, which may hold something by now; `clock` gives milliseconds."""
        raise NotImplementedError

    def execute(self, db: int, *words: bytes) -> Reply:
        """Execute a command, and return its reply once its change, if any, is in the log.

        The commands are those of the keyspace, and `PEXPIRE key milliseconds` (an integer),
        which counts from now; all have a key. One that fails is not logged: `CommandError`.
        """
        raise NotImplementedError


def rewrite(keyspace: Keyspace) -> bytes:
    """Return a short log of these keys, even of those whose time has come."""
    raise NotImplementedError

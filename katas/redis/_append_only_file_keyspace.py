"""Keyspace: the keys of a small Redis, without a clock and without a file.

Given with `append_only_file`; there is nothing to solve here.

    >>> keyspace = Keyspace()
    >>> keyspace.execute(0, b"SET", b"n", b"41")
    b'OK'
    >>> keyspace.execute(0, b"INCRBY", b"n", b"1")
    42
    >>> keyspace.execute(0, b"DEL", b"missing")
    0
    >>> keyspace.changes
    2
    >>> keyspace.dbs
    {0: {b'n': Item(value=b'42', expires_at=None)}}
"""

import re
from typing import NamedTuple

INTEGER = re.compile(rb"-?\d{1,18}")

Reply = bytes | int | None


class CommandError(Exception):
    """The command cannot be executed, and nothing has changed."""


class Item(NamedTuple):
    """A value, and when its time has come, if ever."""

    value: bytes | tuple[bytes, ...]
    expires_at: int | None = None
    """Milliseconds since 1970."""


class Keyspace:
    """Databases by number, in each its keys.

    The commands: GET key, SET key value, DEL key, UNLINK key (the same as DEL), INCRBY key n,
    RPUSH key item ..., PEXPIREAT key milliseconds. Their names are in upper case.
    """

    def __init__(self) -> None:
        self.dbs: dict[int, dict[bytes, Item]] = {}
        """Only databases that have a key, and lists that have an item."""
        self.changes = 0
        """How many commands have changed something."""

    def execute(self, db: int, *words: bytes) -> Reply:
        """Execute a command, and return its reply. Raise `CommandError` if it fails.

        A key whose time has come is there like any other: this is no place to look at a clock.
        """
        name, *args = words
        if name == b"RPUSH" and len(args) > 1:
            return self._rpush(db, *args)
        if name not in _COMMANDS or len(args) != _COMMANDS[name]:
            raise CommandError(f"there is no such command: {b' '.join(words)!r}")
        reply: Reply = getattr(self, f"_{name.decode().lower()}")(db, *args)
        return reply

    def is_expired(self, db: int, key: bytes, now: int) -> bool:
        """Tell whether there is such a key and its time has come."""
        item = self._item(db, key)
        return item is not None and item.expires_at is not None and item.expires_at <= now

    def _get(self, db: int, key: bytes) -> Reply:
        item = self._item(db, key)
        if item is None:
            return None
        if not isinstance(item.value, bytes):
            raise CommandError(f"{key!r} is a list")
        return item.value

    def _set(self, db: int, key: bytes, value: bytes) -> Reply:
        self._put(db, key, Item(value))
        return b"OK"

    def _del(self, db: int, key: bytes) -> Reply:
        if self._item(db, key) is None:
            return 0
        del self.dbs[db][key]
        if not self.dbs[db]:
            del self.dbs[db]
        self.changes += 1
        return 1

    _unlink = _del

    def _incrby(self, db: int, key: bytes, n: bytes) -> Reply:
        item = self._item(db, key) or Item(b"0")
        if not isinstance(item.value, bytes):
            raise CommandError(f"{key!r} is a list")
        total = _integer(item.value) + _integer(n)
        self._put(db, key, item._replace(value=b"%d" % total))
        return total

    def _rpush(self, db: int, key: bytes, *items: bytes) -> Reply:
        item = self._item(db, key) or Item(())
        if isinstance(item.value, bytes):
            raise CommandError(f"{key!r} is no list")
        self._put(db, key, item._replace(value=(*item.value, *items)))
        return len(item.value) + len(items)

    def _pexpireat(self, db: int, key: bytes, milliseconds: bytes) -> Reply:
        item, moment = self._item(db, key), _integer(milliseconds)
        if item is None:
            return 0
        self._put(db, key, item._replace(expires_at=moment))
        return 1

    def _item(self, db: int, key: bytes) -> Item | None:
        return self.dbs.get(db, {}).get(key)

    def _put(self, db: int, key: bytes, item: Item) -> None:
        self.dbs.setdefault(db, {})[key] = item
        self.changes += 1


_COMMANDS = {b"GET": 1, b"SET": 2, b"DEL": 1, b"UNLINK": 1, b"INCRBY": 2, b"PEXPIREAT": 2}
"""How many words follow the name."""


def _integer(word: bytes) -> int:
    if not INTEGER.fullmatch(word):
        raise CommandError(f"{word!r} is no integer")
    return int(word)

"""Keyset pagination: the last page costs what the first one does.

An audit log in PostgreSQL is read in pages, in the order of actor, at, id,
all ascending:

    entry (id bigint primary key, actor text not null,
           at timestamptz not null, action text not null)

`page` returns the first `limit` entries, or those behind the place that a
cursor names, and a cursor for the page after it: None if nothing is there.

Entries come and go between calls. One that stays comes on exactly one page. One
that appears behind the last entry of a page, even right behind it, is found.
The place is the key of an entry that was seen; the entry may be gone by now.

    >>> bob = ("Bob 'O', 50%", datetime(2025, 6, 1, 9, 30, 0, 7, UTC), 2**40)
    >>> decode(encode(bob, b"secret"), b"secret") == bob
    True

`encode` makes a cursor of a key, `decode` gives the same key back. Cursors travel
in URLs: they consist of letters, digits and any of -._~=, and what comes back may
be anything. Text that was changed by a character, made with another secret or is
nonsense, an empty one too, raises `InvalidCursor`: sign your cursors (`hmac`).

`index` is the `create index` that `page` needs. With it, and 20,000 entries that
are stored in this order, any page of 100 reads at most 20 blocks of table and
indexes. Thousands of entries may share their actor and time.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import psycopg

__all__ = ["UTC", "Entry", "InvalidCursor", "Key", "Page", "decode", "encode", "index", "page"]

Key = tuple[str, datetime, int]
"""The actor, the time (aware) and the id of an entry."""


class InvalidCursor(Exception):
    """This text is no cursor made with this secret."""


class Entry(NamedTuple):
    actor: str
    at: datetime
    id: int
    action: str


class Page(NamedTuple):
    entries: list[Entry]
    next: str | None


def encode(key: Key, secret: bytes) -> str:
    raise NotImplementedError


def decode(cursor: str, secret: bytes) -> Key:
    """Raise `InvalidCursor` unless `encode` made the cursor with this secret."""
    raise NotImplementedError


def index() -> str:
    """Return one statement of SQL."""
    raise NotImplementedError


def page(
    conn: psycopg.Connection[Any], limit: int, secret: bytes, cursor: str | None = None
) -> Page:
    """With nothing sent, raise `ValueError` if the limit is below 1, or `InvalidCursor`."""
    raise NotImplementedError

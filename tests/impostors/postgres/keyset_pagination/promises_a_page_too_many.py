# expect: 2 entries by 2 make pages of \[2\].*got pages of \[2, 0\]
"""Takes any full page for one that has a next page."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    _read,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    entries = _read(conn, limit, None if cursor is None else decode(cursor, secret))
    return Page(entries, encode(entries[-1][:3], secret) if len(entries) == limit else None)

# expect: 1 was deleted, and the second must be \[4, 5, 6\]; got \[5, 6\]
"""Puts into the cursor how many entries were read, and skips them by OFFSET."""

from solutions.postgres.keyset_pagination import (
    UTC,
    Entry,
    InvalidCursor,
    Page,
    datetime,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

QUERY = "select actor, at, id, action from entry order by actor, at, id offset %s limit %s"


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    seen = 0 if cursor is None else decode(cursor, secret)[2]
    entries = [Entry(*row) for row in conn.execute(QUERY, [seen, limit + 1])]
    if len(entries) <= limit:
        return Page(entries, None)
    return Page(entries[:limit], encode(("", datetime.now(UTC), seen + limit), secret))

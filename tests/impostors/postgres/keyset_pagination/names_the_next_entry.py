# expect: then 25 came, and what is behind 20 is \[25, 30, 40\]; got \[30, 40\]
"""Makes the cursor of the entry that the next page should begin with."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

QUERY = """
    select actor, at, id, action from entry where (actor, at, id) >= (%s, %s, %s)
    order by actor, at, id limit %s
"""
ALL = QUERY.replace("where (actor, at, id) >= (%s, %s, %s)", "")


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    start = [] if cursor is None else decode(cursor, secret)
    entries = [Entry(*row) for row in conn.execute(QUERY if start else ALL, [*start, limit + 1])]
    if len(entries) <= limit:
        return Page(entries, None)
    return Page(entries[:limit], encode(entries[limit][:3], secret))

# expect: pages of 1 missed
"""Wants each column beyond the cursor's, where the columns together should be."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

WHERE = "actor >= %(actor)s and at >= %(at)s and id > %(id)s"


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    actor, at, number = (None, None, None) if cursor is None else decode(cursor, secret)
    where = "true" if cursor is None else WHERE
    query = f"select actor, at, id, action from entry where {where}"
    query += " order by actor, at, id limit %(limit)s"
    behind = {"actor": actor, "at": at, "id": number, "limit": limit + 1}
    entries = [Entry(*row) for row in conn.execute(query, behind)]
    if len(entries) <= limit:
        return Page(entries, None)
    return Page(entries[:limit], encode(entries[limit - 1][:3], secret))

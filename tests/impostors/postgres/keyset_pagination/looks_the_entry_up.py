# expect: after the first page, 3 was deleted
"""Looks up the cursor's entry in the table, to go on behind it."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

WHERE = "(actor, at, id) > (select actor, at, id from entry where id = %(id)s)"


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

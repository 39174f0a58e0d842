# expect: page 1 of 200 read [0-9]+ blocks
"""Orders by the row of the three columns, a value that no index is sorted by."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

WHERE = "(actor, at, id) > (%(actor)s, %(at)s, %(id)s)"


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    actor, at, number = (None, None, None) if cursor is None else decode(cursor, secret)
    where = "true" if cursor is None else WHERE
    query = f"select actor, at, id, action from entry where {where}"
    query += " order by (actor, at, id) limit %(limit)s"
    behind = {"actor": actor, "at": at, "id": number, "limit": limit + 1}
    entries = [Entry(*row) for row in conn.execute(query, behind)]
    if len(entries) <= limit:
        return Page(entries, None)
    return Page(entries[:limit], encode(entries[limit - 1][:3], secret))

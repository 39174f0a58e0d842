# expect: pages of 1 missed
"""Leaves the id out of the comparison, so that entries of one actor and time are skipped."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

WHERE = "(actor, at) > (%(actor)s, %(at)s)"


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

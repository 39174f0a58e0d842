# expect: the other must be skipped at once
"""Writes its row in refreshed first, and there it waits for the call that is at work."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        conn.execute(_RECORD, [key])
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        return _refill(conn, name)

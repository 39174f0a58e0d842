# expect: whose row for refreshed was refused must leave the old rows
"""Commits the new rows first and then writes down when that was."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, name)
    with conn.transaction():
        conn.execute(_RECORD, [key])
    return outcome

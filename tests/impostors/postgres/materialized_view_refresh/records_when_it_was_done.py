# expect: If it is not in the view, `at` must not be later than that
"""Writes down when REFRESH was done, and what was committed while it ran is not in the view."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, name)
        conn.execute(_RECORD.replace("now()", "clock_timestamp()"), [key])
        return outcome

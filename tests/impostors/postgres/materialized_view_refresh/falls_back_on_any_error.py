# expect: must pass through; got plain
"""Takes every error for a reason to refresh plainly, while readers wait."""

import psycopg
from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        outcome = "concurrently"
        try:
            with conn.transaction():
                conn.execute(sql.SQL("refresh materialized view concurrently {}").format(name))
        except psycopg.Error:
            conn.execute(sql.SQL("refresh materialized view {}").format(name))
            outcome = "plain"
        conn.execute(_RECORD, [key])
        return outcome

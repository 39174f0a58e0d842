# expect: visits_by_shop is another view
"""Takes one and the same advisory lock for whatever view."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    with conn.transaction():
        if not conn.execute("select pg_try_advisory_xact_lock(4711)").fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [name.as_string(conn)])
        return outcome

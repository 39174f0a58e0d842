# expect: the view of this name in another schema must be
"""Makes its lock from the bare name, which views of several schemas may have."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    with conn.transaction():
        claim = "select pg_try_advisory_xact_lock(hashtext(%s))"
        if not conn.execute(claim, [view]).fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [name.as_string(conn)])
        return outcome

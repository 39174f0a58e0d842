# expect: still open: a call of another session must be skipped at once; got LockNotAvailable
"""Gives its lock back when it returns, though the rows are not committed before the caller is."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        claim = "select pg_try_advisory_lock(%s::regclass::bigint)"
        if not conn.execute(claim, [key]).fetchone()[0]:
            return "skipped"
    try:
        with conn.transaction():
            outcome = _refill(conn, name)
            conn.execute(_RECORD, [key])
    finally:
        conn.execute("select pg_advisory_unlock(%s::regclass::bigint)", [key])
    return outcome

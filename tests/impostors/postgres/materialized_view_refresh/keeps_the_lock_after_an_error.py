# expect: so another session must be able to refresh; got skipped
"""Takes a lock of the session and gives it back at the end, which an error never reaches."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    claim = "select pg_try_advisory_lock(%s::regclass::bigint)"
    if not conn.execute(claim, [key]).fetchone()[0]:
        return "skipped"
    with conn.transaction():
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [key])
    conn.execute("select pg_advisory_unlock(%s::regclass::bigint)", [key])
    return outcome

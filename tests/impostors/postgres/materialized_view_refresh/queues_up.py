# expect: the other must be skipped at once.*got \['concurrently', 'concurrently'\]
"""Takes a lock that waits, and then does once more what the other call has just done."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        conn.execute("select pg_advisory_xact_lock(%s::regclass::bigint)", [key])
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [key])
        return outcome

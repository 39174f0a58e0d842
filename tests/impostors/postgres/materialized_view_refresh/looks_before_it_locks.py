# expect: exactly one of the two must refresh
"""Looks into pg_locks whether the lock is free and then takes it, when it may be taken."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill

LOOK = """
select exists (
    select from pg_locks
    where locktype = 'advisory' and objid = %s::regclass and pid <> pg_backend_pid()
)
"""


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if conn.execute(LOOK, [key]).fetchone()[0]:
            return "skipped"
        conn.execute("select pg_advisory_xact_lock(%s::regclass::bigint)", [key])
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [key])
        return outcome

# expect: is no call of this function: it must be waited for
"""Takes whoever holds a strong lock on the view for another call."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _RECORD, _refill

LOOK = """
select exists (
    select from pg_locks
    where relation = %s::regclass and pid <> pg_backend_pid() and mode like '%%Exclusive%%'
)
"""


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if conn.execute(LOOK, [key]).fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [key])
        return outcome

# expect: is no call of this function: it must be waited for
"""Sets a lock_timeout instead of a lock of its own, and readers make it give up as well."""

from psycopg import sql
from psycopg.errors import LockNotAvailable

from solutions.postgres.materialized_view_refresh import _RECORD, _refill


def refresh(conn, view):
    name = sql.Identifier(view)
    try:
        with conn.transaction():
            conn.execute("set local lock_timeout = '5ms'")
            outcome = _refill(conn, name)
            conn.execute(_RECORD, [name.as_string(conn)])
    except LockNotAvailable:
        return "skipped"
    return outcome

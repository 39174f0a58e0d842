# expect: WITH NO DATA has to be filled by 'plain' first; got FeatureNotSupported
"""Is ready for a view without an index, and not for one that was never filled."""

from psycopg import sql
from psycopg.errors import ObjectNotInPrerequisiteState

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
        except ObjectNotInPrerequisiteState:
            conn.execute(sql.SQL("refresh materialized view {}").format(name))
            outcome = "plain"
        conn.execute(_RECORD, [key])
        return outcome

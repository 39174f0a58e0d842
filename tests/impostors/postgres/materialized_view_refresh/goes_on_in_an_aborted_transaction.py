# expect: 'plain'; got InFailedSqlTransaction
"""Falls back to a plain REFRESH in the transaction that the first one has aborted."""

from psycopg import sql
from psycopg.errors import FeatureNotSupported, ObjectNotInPrerequisiteState

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        outcome = "concurrently"
        try:
            conn.execute(sql.SQL("refresh materialized view concurrently {}").format(name))
        except (ObjectNotInPrerequisiteState, FeatureNotSupported):
            conn.execute(sql.SQL("refresh materialized view {}").format(name))
            outcome = "plain"
        conn.execute(_RECORD, [key])
        return outcome

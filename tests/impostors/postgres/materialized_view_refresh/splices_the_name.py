# expect: the view "Sales" exists and has its index; got UndefinedTable
"""Puts the name into the statement as it is, without quotes."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD, _refill


class Spliced(sql.Identifier):
    def as_bytes(self, context=None):
        return self._obj[0].encode()


def refresh(conn, view):
    with conn.transaction():
        if not conn.execute(_CLAIM, [view]).fetchone()[0]:
            return "skipped"
        outcome = _refill(conn, Spliced(view))
        conn.execute(_RECORD, [view])
        return outcome

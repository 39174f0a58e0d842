# expect: its error must pass; got skipped
"""Asks to_regclass, gets NULL for a view that is not there, and takes NULL for a lock not given."""

from solutions.postgres.materialized_view_refresh import refresh as right_refresh


def refresh(conn, view):
    found = conn.execute("select to_regclass(quote_ident(%s)) is not null", [view]).fetchone()
    return right_refresh(conn, view) if found[0] else "skipped"

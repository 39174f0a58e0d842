# expect: not committed yet, must leave the old rows
"""Commits at its end, and with it what its caller had begun."""

from psycopg.pq import TransactionStatus

from solutions.postgres.materialized_view_refresh import refresh as right_refresh


def refresh(conn, view):
    outcome = right_refresh(conn, view)
    if conn.info.transaction_status == TransactionStatus.INTRANS:
        conn.commit()
    return outcome

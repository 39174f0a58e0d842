# expect: book\(connection, 1, 7\): a session failed, InFailedSqlTransaction \(SQLSTATE 25P02\)
"""Catches the violation without a savepoint, and the caller's transaction is aborted."""

import psycopg

from solutions.postgres.isolation_anomalies import constrain, leave, sell

__all__ = ["OUTCOMES", "book", "constrain", "leave", "sell"]

OUTCOMES = {
    "dirty_write": ("absent", "absent", "40001", "40001"),
    "dirty_read": ("absent", "absent", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "write_skew": ("happens", "happens", "happens", "40001"),
    "read_only_anomaly": ("happens", "happens", "happens", "40001"),
}


def book(connection, room, day):
    try:
        connection.execute("insert into booking values (%s, %s)", [room, day])
    except psycopg.errors.UniqueViolation:
        return False
    return True

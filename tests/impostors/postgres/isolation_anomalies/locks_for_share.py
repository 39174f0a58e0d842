# expect: sell\(connection, .* a session failed, DeadlockDetected \(SQLSTATE 40P01\)
"""Reads FOR SHARE, so that two sessions hold the row and each waits for the other to let go."""

from solutions.postgres.isolation_anomalies import leave

__all__ = ["OUTCOMES", "leave", "sell"]

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


def sell(connection, item, pieces):
    query = "select pieces from stock where item = %s for share"
    [(left,)] = connection.execute(query, [item])
    if left < pieces:
        return False
    connection.execute("update stock set pieces = %s where item = %s", [left - pieces, item])
    return True

# expect: 4 and 4 of 5 were asked for at once, and sold was \[True, True\]
"""Subtracts in SQL, but looks whether there are enough in a statement before."""

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
    [(left,)] = connection.execute("select pieces from stock where item = %s", [item])
    if left < pieces:
        return False
    connection.execute("update stock set pieces = pieces - %s where item = %s", [pieces, item])
    return True

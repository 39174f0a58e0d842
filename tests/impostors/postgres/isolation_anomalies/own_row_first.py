# expect: leave\(connection, .* a session failed, DeadlockDetected \(SQLSTATE 40P01\)
"""Locks the row of its own doctor first and the others then, so that two lock crosswise."""

from solutions.postgres.isolation_anomalies import sell

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


def leave(connection, doctor):
    connection.execute("select from doctor where name = %s for update", [doctor])
    others = "select from doctor where on_call and name <> %s for update"
    if not connection.execute(others, [doctor]).fetchall():
        return False
    connection.execute("update doctor set on_call = false where name = %s", [doctor])
    return True

# expect: two wanted room 1 on day 7 at once, one can have it, and book returned \[True, True\]
"""Looks for a booking FOR UPDATE, which locks nothing as long as there is none."""

from solutions.postgres.isolation_anomalies import leave, sell

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


def constrain(connection):
    pass


def book(connection, room, day):
    query = "select from booking where room = %s and day = %s for update"
    if connection.execute(query, [room, day]).fetchall():
        return False
    connection.execute("insert into booking values (%s, %s)", [room, day])
    return True

# expect: of two doctors who leave at once, one may, and leave returned \[True, True\]
"""Trusts a single UPDATE whose subquery counts the others, unlocked, in its own snapshot."""

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
    query = """
        update doctor set on_call = false where name = %(doctor)s
        and exists (select from doctor where on_call and name <> %(doctor)s)
    """
    return connection.execute(query, {"doctor": doctor}).rowcount == 1

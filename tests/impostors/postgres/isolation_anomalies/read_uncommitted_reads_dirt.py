# expect: dirty_read at READ UNCOMMITTED: you wrote 'happens', measured was 'absent'
"""Believes that READ UNCOMMITTED reads what is not committed, as its name says."""

from solutions.postgres.isolation_anomalies import leave, sell

__all__ = ["OUTCOMES", "leave", "sell"]

OUTCOMES = {
    "dirty_write": ("absent", "absent", "40001", "40001"),
    "dirty_read": ("happens", "absent", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "write_skew": ("happens", "happens", "happens", "40001"),
    "read_only_anomaly": ("happens", "happens", "happens", "40001"),
}

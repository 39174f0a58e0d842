# expect: write_skew at REPEATABLE READ: you wrote '40001', measured was 'happens'
"""Believes that REPEATABLE READ lets no anomaly through."""

from solutions.postgres.isolation_anomalies import leave, sell

__all__ = ["OUTCOMES", "leave", "sell"]

OUTCOMES = {
    "dirty_write": ("absent", "absent", "40001", "40001"),
    "dirty_read": ("absent", "absent", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "write_skew": ("happens", "happens", "40001", "40001"),
    "read_only_anomaly": ("happens", "happens", "40001", "40001"),
}

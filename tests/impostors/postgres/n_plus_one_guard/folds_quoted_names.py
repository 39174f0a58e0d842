# expect: must depend on what stands in double quotes
"""Folds the whole statement to lower case, the names in double quotes too."""

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, QueryGuard
from solutions.postgres.n_plus_one_guard import fingerprint as reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


def fingerprint(sql):
    return reference(sql.lower())

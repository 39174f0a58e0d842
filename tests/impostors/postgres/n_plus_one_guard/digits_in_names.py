# expect: fingerprints must depend on names
"""Replaces every run of digits, also those at the end of a name."""

import re

from solutions.postgres.n_plus_one_guard import NPlusOneDetected
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference
from solutions.postgres.n_plus_one_guard import fingerprint as reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]
QueryGuard = Reference


def fingerprint(sql):
    return re.sub(r"\d+", "?", reference(sql))

# expect: must not depend on what looks like a comment in a string
"""Takes all comments away first, and with them what only looks like one inside a string."""

import re

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, QueryGuard
from solutions.postgres.n_plus_one_guard import fingerprint as reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


def fingerprint(sql):
    return reference(re.sub(r"--[^\n]*|/\*.*?\*/", " ", sql, flags=re.DOTALL))

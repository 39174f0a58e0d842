# expect: must not depend on white space
"""Makes one space of each run of white space, so `id=7` and `id = 7` stay apart."""

import re

from solutions.postgres.n_plus_one_guard import TOKEN, NPlusOneDetected, QueryGuard, _folded

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


def fingerprint(sql):
    tokens = TOKEN.finditer(sql)
    text = "".join(" " if one.lastgroup == "gap" else _folded(one) for one in tokens)
    return re.sub(" +", " ", text).strip()

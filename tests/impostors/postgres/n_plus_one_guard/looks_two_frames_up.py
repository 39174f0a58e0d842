# expect: name_of called psycopg in .* the text names \['connection.py
"""Takes the line a fixed number of frames up, which for a connection lies inside psycopg."""

import sys

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def _count(self, statement, line):
        frame = sys._getframe(2)
        while frame.f_code.co_name in ("_counted", "executemany"):
            frame = frame.f_back
        super()._count(statement, f"{frame.f_code.co_filename}:{frame.f_lineno}")

# expect: executemany: the server's log has 5 statements, the guard counted \[1\]
"""Counts a call of executemany once, however many sets of parameters it sends."""

from solutions.postgres.n_plus_one_guard import (
    NPlusOneDetected,
    _caller,
    _Counting,
    fingerprint,
)
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __enter__(self):
        guard = super().__enter__()

        def executemany(cursor, query, params_seq, **named):
            self._count(fingerprint(query), _caller())
            super(_Counting, cursor).executemany(query, params_seq, **named)

        self._conn.cursor_factory.executemany = executemany
        return guard

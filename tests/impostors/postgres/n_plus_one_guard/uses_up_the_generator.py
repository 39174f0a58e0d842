# expect: executemany of a generator: 5 statements were to reach the server, its log has 0
"""Counts the sets of parameters by walking over them, and leaves none of a generator."""

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
            for _ in params_seq:
                self._count(fingerprint(query), _caller())
            super(_Counting, cursor).executemany(query, params_seq, **named)

        self._conn.cursor_factory.executemany = executemany
        return guard

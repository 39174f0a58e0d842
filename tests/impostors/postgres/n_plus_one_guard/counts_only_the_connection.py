# expect: one cursor: the server's log has 4 statements, the guard counted \[\]
"""Wraps the connection's execute and never sees what cursors send."""

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, _caller, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __enter__(self):
        conn, execute = self._conn, self._conn.execute

        def counting(query, *args, **named):
            self._count(fingerprint(query), _caller())
            return execute(query, *args, **named)

        conn.execute = counting
        self._factory, self._is_open = conn.cursor_factory, True
        return self

    def __exit__(self, kind, error, trace):
        del self._conn.execute
        super().__exit__(kind, error, trace)

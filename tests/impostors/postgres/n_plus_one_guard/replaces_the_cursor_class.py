# expect: its cursors must be such; got
"""Puts a subclass of the plain Cursor into the connection, whatever class was there."""

import psycopg

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __enter__(self):
        before, self._conn.cursor_factory = self._conn.cursor_factory, psycopg.Cursor
        guard = super().__enter__()
        self._factory = before
        return guard

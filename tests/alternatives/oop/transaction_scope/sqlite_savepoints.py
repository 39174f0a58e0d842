"""The real thing: a table in memory, and SAVEPOINT for every block."""

import sqlite3
from collections.abc import MutableMapping


class Transaction:
    def __init__(self, store):
        self._store = store

    def __enter__(self):
        self._store.execute("SAVEPOINT block")
        self._store.blocks.append(self)
        return self

    def __exit__(self, kind, error, traceback):
        if kind:
            self.rollback()
        self._check()
        self._store.execute("RELEASE block")
        self._store.blocks.pop()

    def rollback(self):
        self._check()
        self._store.execute("ROLLBACK TO block")

    def _check(self):
        if self not in self._store.blocks[-1:]:
            raise RuntimeError("not the innermost savepoint")


class Store(MutableMapping):
    def __init__(self):
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.execute = self.connection.execute
        self.blocks = []
        self.execute("CREATE TABLE pairs (key TEXT PRIMARY KEY, value BLOB NOT NULL)")

    def __del__(self):
        self.connection.close()

    def __getitem__(self, key):
        row = self.execute("SELECT value FROM pairs WHERE key = ?", [key]).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key, value):
        self.execute("INSERT OR REPLACE INTO pairs VALUES (?, ?)", [key, value])

    def __delitem__(self, key):
        if not self.execute("DELETE FROM pairs WHERE key = ?", [key]).rowcount:
            raise KeyError(key)

    def __iter__(self):
        return iter([key for (key,) in self.execute("SELECT key FROM pairs").fetchall()])

    def __len__(self):
        return self.execute("SELECT count(*) FROM pairs").fetchone()[0]

    def transaction(self):
        return Transaction(self)

"""The connection's `cursor` method is covered; each cursor gets another class until the end."""

import inspect
from collections import Counter, defaultdict

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


def watched(guard, kind):
    """Return a subclass that differs only in that it tells the guard."""

    class Watched(kind):
        __slots__ = ()

        def execute(self, query, *args, **named):
            guard._note(query, 1)
            return super().execute(query, *args, **named)

        def executemany(self, query, params_seq, **named):
            rows = list(params_seq)
            guard._note(query, len(rows))
            return super().executemany(query, rows, **named)

    return Watched


class QueryGuard:
    def __init__(self, conn, *, max_repeats=2):
        if max_repeats < 1:
            raise ValueError(max_repeats)
        self._conn, self._max_repeats, self._cursors = conn, max_repeats, []
        self.counts, self._lines = Counter(), defaultdict(set)

    def __enter__(self):
        cursor = self._conn.cursor

        def opened(*args, **named):
            one = cursor(*args, **named)
            self._cursors.append((one, type(one)))
            one.__class__ = watched(self, type(one))
            return one

        self._conn.cursor = opened
        return self

    def __exit__(self, kind, error, trace):
        del self._conn.cursor
        for one, kind_before in self._cursors:
            one.__class__ = kind_before
        texts = [
            f"{self.counts[one]} x {one} {sorted(self._lines[one])}"
            for one in self.counts
            if self.counts[one] > self._max_repeats
        ]
        if texts and kind is None:
            raise NPlusOneDetected(", ".join(texts))

    def _note(self, query, count):
        if not count:
            return
        frame = inspect.currentframe()
        while frame.f_globals["__name__"].split(".")[0] == "psycopg" or (
            frame.f_code.co_filename == __file__
        ):
            frame = frame.f_back
        self.counts[fingerprint(query)] += count
        self._lines[fingerprint(query)].add(f"{frame.f_code.co_filename}:{frame.f_lineno}")

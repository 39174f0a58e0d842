"""Serialization retry: a transaction that lost to another runs again, from its start.

At SERIALIZABLE, PostgreSQL refuses a transaction whose result would fit no order
of the transactions one after another: SQLSTATE 40001, from any statement or from
COMMIT. A deadlock is 40P01. In both cases all of it has to run again.

`run_serializable` calls `fn(conn)` in a SERIALIZABLE transaction, commits, and
returns what `fn` returned. After 40001 or 40P01, also from COMMIT, it rolls back,
sleeps `delay(failures, rng)` seconds, and calls `fn` in a new transaction. It
sleeps outside any transaction, and not after the last attempt.

Anything else that is raised, by `fn` or by COMMIT, is never retried: it passes
through as it is, even if the connection is lost, and the work is rolled back. If
`fn` caught an error itself and left its transaction failed (COMMIT then says
ROLLBACK and raises nothing), raise psycopg's `InFailedSqlTransaction`.

`conn` is in autocommit mode. However the call ends, `conn` (unless lost) is
outside any transaction, and its mode and isolation level are what they were.

`delay` is a single `rng.uniform(0, limit)`, called full jitter. The limit is
`BASE` after the first failure, doubles with each further one, and stays at `CAP`:

    >>> [round(delay(failures, Random(7)), 4) for failures in (1, 2, 3, 20)]
    [0.0032, 0.0065, 0.013, 0.3238]
"""

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

import psycopg

BASE = 0.01
CAP = 1.0

T = TypeVar("T")
Connection = psycopg.Connection[Any]


class RetriesExhausted(Exception):
    """No attempt was committed; `__cause__` is the error of the last one."""


def delay(failures: int, rng: Random) -> float:
    """Return the seconds to sleep after so many failed attempts, at least one."""
    raise NotImplementedError


def run_serializable(
    conn: Connection,
    fn: Callable[[Connection], T],
    *,
    attempts: int = 5,
    sleep: Callable[[float], None],
    rng: Random,
) -> T:
    """Call `fn` at most `attempts` times, then raise `RetriesExhausted`.

    Raise `ValueError`, with nothing sent and `fn` not called, if `attempts` is below
    1 or if `conn` is in a transaction, failed or not, which is left as it is.
    """
    raise NotImplementedError

"""Isolation anomalies: predict what each level lets through, then be right at the default.

Next to this file, `_isolation_anomalies_schedules.py` holds eight schedules,
one for each row of `OUTCOMES`. Open it beside this one; it tells how to read
them. In the one below, if the anomaly happens, B's select returns 0:

    >>> from katas.postgres import _isolation_anomalies_schedules as schedules
    >>> print(schedules.DIRTY_READ)
    A: update account set balance = 0 where name = 'current'
    B: select balance from account where name = 'current'  => 0
    A: rollback
    B: commit

A row has an entry for each level of PostgreSQL, at which all sessions run. Write
it out, do not compute it; each entry is one of three:

- "happens": all steps with `=>` return just that, and nobody fails;
- "absent": one of them returns something else, and nobody fails;
- "40001": a session fails with this SQLSTATE, `serialization_failure`.

Then write the two functions, right and without deadlock when two sessions call
the same one at once, each session once. The caller has opened a transaction at
READ COMMITTED, has only read in it, and will commit whatever you return. So you
cannot raise the level, and to begin, commit or roll back is not yours. The item
and the doctor exist, the doctor is on call, and `pieces` is at least 1. The tables:

    stock (item text primary key, pieces int not null)
    doctor (name text primary key, on_call bool not null)
"""

from typing import Any

import psycopg

OUTCOMES: dict[str, tuple[object, ...]] = {
    # READ UNCOMMITTED, READ COMMITTED, REPEATABLE READ, SERIALIZABLE
    "dirty_write": (..., ..., ..., ...),
    "dirty_read": (..., ..., ..., ...),
    "non_repeatable_read": (..., ..., ..., ...),
    "phantom": (..., ..., ..., ...),
    "lost_update": (..., ..., ..., ...),
    "missed_row": (..., ..., ..., ...),
    "write_skew": (..., ..., ..., ...),
    "read_only_anomaly": (..., ..., ..., ...),
}

Connection = psycopg.Connection[Any]


def sell(connection: Connection, item: str, pieces: int) -> bool:
    """Take pieces from the stock; if there are too few, take none and return `False`."""
    raise NotImplementedError


def leave(connection: Connection, doctor: str) -> bool:
    """Take a doctor off call; if no other is on call, change nothing and return `False`."""
    raise NotImplementedError

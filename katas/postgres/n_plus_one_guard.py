r"""N+1 guard: a test fails when code asks the database the same thing once for each row.

    >>> one = fingerprint("SELECT name FROM t1 WHERE id=7 -- Ada")
    >>> one == fingerprint("select name from t1 where id = 42")
    True
    >>> one == fingerprint("select name from t2 where id = 42")
    False

Statements have the same fingerprint if they differ at most in
- literals: numbers (`7 2.5 .5 1e-3`) and strings (`'it''s'`, `E'it\'s'`,
  `$$it's$$`, `$tag$it's$tag$`);
- white space and comments (`-- ...`, `/* ... */`, never nested), also where
  there are none at all, as in `id=7`;
- upper and lower case, except inside double quotes.
Any other difference shows: `t1` and `t2`, `"Id"` and `"id"`, `$1` and `$2`. The
tests ask PostgreSQL too: its `Query Identifier` tells statements apart likewise.
Where it sees more or less is not asked: signs, aliases, needless double quotes.

`with QueryGuard(conn):` counts what `conn.execute` sends in the block, and
`execute` and `executemany` of the cursors that `conn.cursor()` opens in it.
psycopg makes all of them by calling the class in `conn.cursor_factory`, which
you may replace by a subclass; after the block the old one is back, however it
ended. Queries are `str`. `executemany` takes any iterable, maybe a generator,
and sends a statement for each set of parameters. The code in the block notices
nothing. Other connections do not count, nor does what is sent after the block.

If a fingerprint was counted more than `max_repeats` times, the end of the block
raises `NPlusOneDetected`. Its text has every such fingerprint (and no other),
its count, and `file:line` of each line that sent it: of the code that called
psycopg. An exception that leaves the block passes through instead.
"""

from collections import Counter
from types import TracebackType
from typing import Any, Self

import psycopg


class NPlusOneDetected(AssertionError):
    """A fingerprint was sent too often."""


def fingerprint(sql: str) -> str:
    """Return a text that the statement shares with those that differ only in values and looks."""
    raise NotImplementedError


class QueryGuard:
    counts: Counter[str]
    """How many statements were sent in the block, by fingerprint."""

    def __init__(self, conn: psycopg.Connection[Any], *, max_repeats: int = 2) -> None:
        """Raise `ValueError` if `max_repeats` is below 1."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        raise NotImplementedError

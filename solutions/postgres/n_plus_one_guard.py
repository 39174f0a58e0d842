"""N+1 guard, solved with one regular expression and a cursor class made for the block.

A lexer is needed, but only its first half: what is a string, a comment, a name?
One expression with an alternative for each kind, applied from where the last
token ended, never looks for digits inside a name or for a comment inside a
string. Replacing one kind after another (first all comments, then all strings)
cannot be put into a right order, since each kind may contain the others.

`conn.execute` opens a cursor with `conn.cursor()`, and that calls
`cursor_factory`. A subclass of whatever stands there sees everything and keeps
what the caller had chosen, such as `ClientCursor`. The parameters pass through
a generator that counts them on their way to psycopg; to count them beforehand
would use up an iterator. The stack is walked outwards until it leaves psycopg
and this module: a fixed number of frames would be wrong for one of the ways.

Cost: one scan of the text and one walk up the stack for each call. Two blind
spots: cursors opened before the block, and what does not go through `execute`
(`copy`, `stream`, named cursors). A repeat is not always a defect: `executemany`
sends its statements in a pipeline, with few round trips; raise `max_repeats`
there. At work take `assertNumQueries` (Django), `before_cursor_execute` events
(SQLAlchemy) or OpenTelemetry's psycopg instrumentation, and for fingerprints
`pg_query`, which is PostgreSQL's own parser.

Interview: "What is the N+1 problem, and how do you find it?" One query fetches N
rows, and for each of them code sends another. No single one is slow, so no slow
query log has it; the round trips add up, and the time grows with the rows.
Mostly a lazy attribute of an ORM is read in a loop, a template or a serializer.

"How do you find it in tests?" Data with one parent hides it: make two and then
twenty, and assert that the number of statements is the same. Or set a bound for
repeats of one fingerprint, as here; a bound for the total breaks with each new
feature, and nobody learns from it where to look. Forbid lazy loads where lists
are built: `raiseload("*")` in SQLAlchemy, `nplusone` for Django.

"And in production?" `pg_stat_statements` groups by the same identifier: order by
`calls`, and look for a tiny `mean_exec_time`, about one row a call, and calls in
proportion to those of another statement. That shows the statement, not the code:
traces do (a request with 200 equal spans), a count of statements for each
request as a metric, or comments added to the SQL with the route (sqlcommenter).
`log_min_duration_statement` with any usual threshold sees none of it.

"How do you cure it?" A JOIN or `json_agg`, `WHERE id = ANY(%s)` for all keys at
once (`selectinload`, `prefetch_related`), `joinedload` or `select_related` for a
single parent, a DataLoader in GraphQL. Two lists joined side by side multiply,
and LIMIT then counts joined rows. For a handful of rows it may stay as it is.

Hints
-----
1. Where does `'--'` begin to be a comment, and where does `t1` begin to be a
   number? At which positions may a token begin at all?
2. `re.finditer` over alternatives: gaps, strings, numbers, names in quotes,
   names, any other character. The order matters: `E'...'` looks like a name.
3. Drop the gaps, write `?` for a literal, leave quoted names as they are, fold
   the rest, and join with one space.
4. `type("Watched", (Counting, conn.cursor_factory), {"guard": self})`: what do
   `execute` and `executemany` of `Counting` do before they call `super()`?
5. For `executemany` hand on a generator which counts and yields. For the line,
   start at `sys._getframe()` and follow `f_back` while `f_globals` is yours or
   its `__name__` begins with `psycopg`. Leave: put the factory back, stop
   counting, and raise only if no exception is on its way.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

import psycopg

TOKEN = re.compile(
    r"""
    (?P<gap> \s+ | --[^\n]* | /\*.*?\*/ )
    | (?P<literal>
        '(?:[^']|'')*' | E'(?:[^'\\]|\\.|'')*' | \$(?P<tag>[^\W\d]\w*|)\$.*?\$(?P=tag)\$
        | (?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?
    )
    | (?P<quoted> "[^"]*" )
    | (?P<other> [^\W\d][\w$]* | \$\d+ | %\(\w+\)s | %s\b | [<>=|:]+ | . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class NPlusOneDetected(AssertionError):
    pass


def fingerprint(sql: str) -> str:
    return " ".join(map(_folded, filter(_is_no_gap, TOKEN.finditer(sql))))


def _is_no_gap(token: re.Match[str]) -> bool:
    return token.lastgroup != "gap"


def _folded(token: re.Match[str]) -> str:
    if token.lastgroup == "literal":
        return "?"
    return token[0] if token.lastgroup == "quoted" else token[0].lower()


class QueryGuard:
    def __init__(self, conn: psycopg.Connection[Any], *, max_repeats: int = 2) -> None:
        if max_repeats < 1:
            raise ValueError(f"max_repeats must be at least 1, not {max_repeats}")
        self._conn = conn
        self._max_repeats = max_repeats
        self.counts: Counter[str] = Counter()
        self._lines: defaultdict[str, set[str]] = defaultdict(set)

    def __enter__(self) -> Self:
        self._factory: Any = self._conn.cursor_factory
        watched: Any = type(self._factory.__name__, (_Counting, self._factory), {"guard": self})
        self._conn.cursor_factory = watched
        self._is_open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._conn.cursor_factory = self._factory
        self._is_open = False
        repeated = [one for one, count in self.counts.items() if count > self._max_repeats]
        if repeated and error is None:
            raise NPlusOneDetected("\n".join(map(self._report, repeated)))

    def _count(self, statement: str, line: str) -> None:
        if self._is_open:
            self.counts[statement] += 1
            self._lines[statement].add(line)

    def _report(self, statement: str) -> str:
        return f"{self.counts[statement]} times by {sorted(self._lines[statement])}: {statement}"


class _Counting(psycopg.Cursor[Any]):
    guard: QueryGuard

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        self.guard._count(fingerprint(query), _caller())
        return super().execute(query, params, **options)

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        counted = self._counted(fingerprint(query), _caller(), params_seq)
        super().executemany(query, counted, **options)

    def _counted(self, statement: str, line: str, params_seq: Iterable[Any]) -> Iterator[Any]:
        for params in params_seq:
            self.guard._count(statement, line)
            yield params


def _caller() -> str:
    """Return file and line of the code that called psycopg."""
    frame: Any = sys._getframe()
    while frame.f_globals is globals() or frame.f_globals.get("__name__", "").startswith("psycopg"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"

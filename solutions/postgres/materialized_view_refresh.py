"""Materialized view refresh, solved by trying, under a lock that nobody waits for.

A materialized view is a table that remembers its query. It costs what a table
costs to read, and its indexes help; it is out of date from the first write on.

A plain REFRESH writes all rows into a new file and builds all indexes anew. It
holds ACCESS EXCLUSIVE until the transaction ends, so even SELECT has to wait.
CONCURRENTLY puts the new rows into a temporary table and then deletes and inserts
those that differ, under EXCLUSIVE, which lets SELECT through. It has to know which
old row belongs to which new one. Hence its conditions: a unique index that is
valid, has plain columns only and no WHERE, and a view that was filled before.

Whether they are met, PostgreSQL knows best. It says no by two errors, before it
has computed anything, so it is cheap to ask. The savepoint is there because an
error aborts all that is left of a transaction. No other error means "plain":
after a lock timeout that would shut out the readers, too.

`pg_try_advisory_xact_lock` looks and takes in one step, and the lock goes when the
transaction goes, by commit or by error. That is just as long as REFRESH keeps its
own lock. Its key is the oid: names are not unique, hashes collide. LOCK TABLE
NOWAIT would be the obvious means, but it does not accept materialized views, and
a lock_timeout cannot tell another refresh from a reader.

REFRESH reads by a snapshot taken when the statement starts, before it waits for
any lock. now() is earlier still, so it promises too little rather than too much.
In a long transaction of the caller's, `statement_timestamp()` of a statement just
before the REFRESH would promise more.

Cost: the whole query each time, whatever has changed. CONCURRENTLY compares all
rows on top of that and leaves dead ones to VACUUM, but writes what differs and no
more. If most rows differ, plain is faster. A NULL in the index's column equals
nothing: such a row is written anew each time.

At work a scheduler calls this (pg_cron, a worker), and the age goes into
monitoring and onto the report. A call that was skipped may have come because of a
change that the refresh at work does not see: whoever needs it calls again.

Interview: "What is a materialized view, and how does it differ from a view?" A
view is a query with a name, expanded at each use: always current, no faster. A
materialized view stores the result: as fast as a table, as old as its last refresh,
not writable, and refreshed by nobody unless you see to it.
"What does REFRESH lock?" Say who waits in each of the two ways, and what
CONCURRENTLY asks for. Unlike CREATE INDEX CONCURRENTLY it may run in a transaction,
and only one refresh of a view runs at a time.
"When would you use one?" A dear query, many readers, data that may be minutes or
hours old: reports, rankings. First try an index or a better query. Name the age
allowed and who checks it.
"And when it must be current, or the refresh takes too long?" A table of sums kept by
triggers or by a job that adds what is new; an extension such as pg_ivm or
TimescaleDB's continuous aggregates; or a cache, if it need not be in the database.
"How do you keep two workers from doing the same job?" A lock that is tried, not
waited for, and that dies with its owner: an advisory lock, or a row FOR UPDATE SKIP
LOCKED. A flag in a column outlives a crash, and looking before taking is a race.

Hints
-----
1. What does the manual say under REFRESH MATERIALIZED VIEW about CONCURRENTLY? What
   happens to a transaction after the error that PostgreSQL raises otherwise?
2. `with conn.transaction():` inside another one is a savepoint. Which two exceptions
   say that CONCURRENTLY is impossible here, and which ones must not be caught?
3. Read about advisory locks in the manual: which of their functions does not wait, and
   which lock ends with the transaction? What number does a view have to itself?
4. REFRESH began at nine and took an hour. Is a sale of half past nine in the view?
   Which of now(), statement_timestamp() and clock_timestamp() tells the truth?
5. In one block: try the lock on `'...'::regclass::int`, or skip; try CONCURRENTLY in
   an inner block, on its errors refresh plainly; upsert now() into refreshed.
   `sql.Identifier(view).as_string(conn)` is the name with its quotes.
"""

from typing import Any, Literal

import psycopg
from psycopg import sql
from psycopg.errors import FeatureNotSupported, ObjectNotInPrerequisiteState

Outcome = Literal["concurrently", "plain", "skipped"]

_CLAIM = "select pg_try_advisory_xact_lock('refreshed'::regclass::int, %s::regclass::int)"
_RECORD = (
    "insert into refreshed (view, at) values (%s::regclass, now())"
    " on conflict (view) do update set at = excluded.at"
)


def refresh(conn: psycopg.Connection[Any], view: str) -> Outcome:
    name = sql.Identifier(view)
    quoted = name.as_string(conn)
    with conn.transaction():
        claimed = conn.execute(_CLAIM, [quoted]).fetchone()
        if claimed != (True,):
            return "skipped"
        outcome = _refill(conn, name)
        conn.execute(_RECORD, [quoted])
        return outcome


def _refill(conn: psycopg.Connection[Any], name: sql.Identifier) -> Outcome:
    try:
        with conn.transaction():
            conn.execute(sql.SQL("refresh materialized view concurrently {}").format(name))
    except (ObjectNotInPrerequisiteState, FeatureNotSupported):
        conn.execute(sql.SQL("refresh materialized view {}").format(name))
        return "plain"
    return "concurrently"

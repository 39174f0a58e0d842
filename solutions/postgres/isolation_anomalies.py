"""Isolation anomalies, told by snapshots and row locks.

Three questions decide every row. When is the snapshot taken: at READ COMMITTED
for each statement, above it once, by the first statement (not by BEGIN). What
does a writer do when it finds a row changed since its snapshot: at READ
COMMITTED it waits, looks at the newest version, checks WHERE again and goes on;
above it fails with 40001. And who watches what was only read: nobody below
SERIALIZABLE.

So nobody ever reads uncommitted rows, READ UNCOMMITTED is READ COMMITTED under
another name, and two writers of a row always queue up, hence no dirty writes.
REPEATABLE READ is snapshot isolation: it has no phantoms, though the standard
would allow them, but two transactions that read the same rows and write
different ones do not meet. SERIALIZABLE adds marks on what was read (predicate
locks, which block nobody) and refuses somebody as soon as a transaction stands
between two others: it read what one overwrites, and overwrites what the other
read.

`sell` needs no lock of its own: its UPDATE takes the row, sees the newest value
and checks it in WHERE. `leave` decides about several rows, so it locks all of
them, also those it only reads, in one order; a rule inside a single UPDATE does
not help, because a subquery stays with the statement's snapshot. If the rows to be
decided about are not there yet, say bookings of one room, FOR UPDATE finds
nothing to lock and a constraint must refuse the second.

At work: an atomic UPDATE or a constraint where the rule fits into one, FOR
UPDATE for read, decide, write, and an exclusion constraint for spans of time. If
a user thinks between reading and writing, a version column: `WHERE id = %s AND
version = %s`, and no row updated means that somebody was faster.

Interview: "What is the difference between the isolation levels?" The standard
names levels by the anomalies they must exclude: dirty reads, non-repeatable
reads, phantoms. Then say what your database does, for names mislead. PostgreSQL
has three levels: a snapshot for each statement, a snapshot for each transaction,
and that plus the detection of dangerous reads. At the default, READ COMMITTED,
read-modify-write loses updates, and an UPDATE or DELETE that waited may miss rows
that match. At REPEATABLE READ a late writer gets 40001, write skew passes, and
even a transaction that only reads may see what no order explains. InnoDB's
REPEATABLE READ, the default there, does lose such updates.

"Why not SERIALIZABLE always?" The code must be able to run a whole transaction
again, since 40001 may come from any statement and from COMMIT: so no mail sent
from inside, and no decision kept from the failed attempt. Failures may be false
alarms, as a sequential scan marks the whole table and marks are merged when
memory is short; long transactions and hot rows make them frequent. All who
write must use it, or nothing is guaranteed, and it does not run on a hot
standby. It costs memory and CPU too. In return nobody needs to find the pairs
that conflict: a good choice for intricate rules and short transactions, with
reports as READ ONLY DEFERRABLE, which wait for a safe snapshot and then cannot
fail. Elsewhere one constraint or one lock is cheaper.

Hints
-----
1. For each SELECT of a schedule: which commits came before its snapshot? What
   changes if the snapshot is that of the session's first statement?
2. For each UPDATE and DELETE: has another session changed the row since the
   snapshot? One level looks at the newest version, the others refuse.
3. Where no row is written twice, draw an arrow from who read an old version to
   who wrote the new one. Which level looks at such arrows?
4. `sell`: can WHERE hold the condition? `leave`: which rows must not change
   while you decide, and in which order does the other session lock them?
"""

from typing import Any

import psycopg

OUTCOMES: dict[str, tuple[object, ...]] = {
    # READ UNCOMMITTED, READ COMMITTED, REPEATABLE READ, SERIALIZABLE
    "dirty_write": ("absent", "absent", "40001", "40001"),
    "dirty_read": ("absent", "absent", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "write_skew": ("happens", "happens", "happens", "40001"),
    "read_only_anomaly": ("happens", "happens", "happens", "40001"),
}

Connection = psycopg.Connection[Any]


def sell(connection: Connection, item: str, pieces: int) -> bool:
    take = "update stock set pieces = pieces - %(n)s where item = %(item)s and pieces >= %(n)s"
    return connection.execute(take, {"item": item, "n": pieces}).rowcount == 1


def leave(connection: Connection, doctor: str) -> bool:
    lock = "select name from doctor where on_call order by name for update"
    if all(name == doctor for (name,) in connection.execute(lock)):
        return False
    connection.execute("update doctor set on_call = false where name = %s", [doctor])
    return True

"""Serialization retry, solved with one function for an attempt and a loop around it.

An attempt owns everything from BEGIN to COMMIT, so that no error of the two can
slip past the loop and no value gets out before COMMIT has answered. `finally`
rolls back whatever is still open: after an error of `fn`, of the server, or Ctrl-C.
After a COMMIT, even one that raised, nothing is open and psycopg sends nothing.

The level is asked for with each BEGIN. It belongs to one transaction: set once
before the loop, it would be gone at the second attempt, and set for the session it
would stay behind. A savepoint is no substitute for a new transaction: the snapshot
stays the same, and with it the conflict.

COMMIT of a failed transaction is a ROLLBACK that raises nothing. Only its command
tag tells, and `conn.transaction()` does not look at it.

Two SQLSTATEs are retried, no classes: both mean that the server rolled everything
back, and that the same work may pass now. 40003 means that nobody knows, and so
does a connection lost during COMMIT: there, running again may do the work twice.

Cost: BEGIN and COMMIT, and all of `fn` again for each failure. At work: the retry
decorator of your framework, if it surrounds the whole transaction, COMMIT included;
an ORM wraps the error, so look at the SQLSTATE of the one inside.

Interview: "Why not SERIALIZABLE always?" It is the easiest level to reason about,
and it asks for discipline in return.
- Every transaction needs a loop like this one, at its outermost edge. A function
  deep inside, called within somebody's transaction, cannot retry.
- Some failures are false alarms. Reads are tracked by row, page or table; a
  sequential scan counts as reading the whole table, and marks are merged when
  memory is short. Small tables, missing indexes, long transactions and hot rows
  make failures frequent.
- It protects only among those who use it: a writer at READ COMMITTED is not seen.
- Tracking costs memory and CPU, and a hot standby does not offer the level.
It pays for intricate rules over many rows, in short transactions with few conflicts.
Reports go READ ONLY DEFERRABLE: they wait for a safe snapshot and cannot fail.

"What must be idempotent?" What `fn` does outside the database, since it may run
several times and no attempt is sure to commit: mails, calls of other services,
messages, counters in memory. Best keep such things out: write an outbox row in the
transaction and send after COMMIT. Nothing read in an attempt may be kept for the
next, not even a primary key looked up before. And the whole call needs an
idempotency key if its client retries: an answer to COMMIT can get lost.

"How many retries?" Few, three to ten, within the time the caller has left; then say
so, and count it. Each attempt loads the server again, so a constant rate of retries
is a matter of design (split the hot row, shorten the transaction, add an index) and
not of a higher limit. Jitter keeps those that collided from colliding again.

"What else prevents write skew?" A constraint where the rule fits into one: UNIQUE,
CHECK, EXCLUDE; it holds at every level, for every writer. SELECT FOR UPDATE of all
rows the decision rests on, in one order: the others wait instead of failing, but
rows that do not exist yet cannot be locked. Then lock the row of a parent (the shift,
not its doctors) or take an advisory lock. An atomic UPDATE with its condition in
WHERE for a single row; a version column where a person thinks in between.

Hints
-----
1. Which steps can raise 40001? Write one attempt as a function of its own; what
   must happen inside it, and what after it?
2. Who rolls back if `fn` raises `ValueError`, or `KeyboardInterrupt`? And what does a
   rollback do on a connection that is gone?
3. How long does SET TRANSACTION hold, and when is it too late for it?
4. Send COMMIT yourself and look at `statusmessage` of its cursor. What is it after an
   error that `fn` caught?
5. The loop: count failures; catch `SerializationFailure` and `DeadlockDetected` only;
   at the last one raise, else sleep, with the attempt long over.
"""

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, InFailedSqlTransaction, SerializationFailure
from psycopg.pq import TransactionStatus

BASE = 0.01
CAP = 1.0

T = TypeVar("T")
Connection = psycopg.Connection[Any]


class RetriesExhausted(Exception):
    """`__cause__` tells what the final attempt met."""


def delay(failures: int, rng: Random) -> float:
    return rng.uniform(0, min(CAP, BASE * 2 ** (failures - 1)))


def run_serializable(
    conn: Connection,
    fn: Callable[[Connection], T],
    *,
    attempts: int = 5,
    sleep: Callable[[float], None],
    rng: Random,
) -> T:
    if attempts < 1:
        raise ValueError(f"attempts must be at least 1, not {attempts}")
    if conn.info.transaction_status != TransactionStatus.IDLE:
        raise ValueError("a transaction can only be retried from its start, and one is open")
    failures = 0
    while True:
        try:
            return _attempt(conn, fn)
        except (SerializationFailure, DeadlockDetected) as error:
            failures += 1
            if failures == attempts:
                raise RetriesExhausted(f"none of {attempts} attempts was committed") from error
        sleep(delay(failures, rng))


def _attempt(conn: Connection, fn: Callable[[Connection], T]) -> T:
    conn.execute("begin isolation level serializable")
    try:
        value = fn(conn)
        if conn.execute("commit").statusmessage != "COMMIT":
            raise InFailedSqlTransaction("fn caught an error that had failed its transaction")
    finally:
        if not conn.closed:
            conn.rollback()
    return value

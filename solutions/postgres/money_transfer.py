"""Money transfer, solved with one row for the request and ordered row locks.

The row in `transfer` is the idempotency key. `INSERT ... ON CONFLICT DO NOTHING`
asks and answers in one step: the primary key lets one transaction have the id,
and a second insert waits until the first has committed (nothing inserted, and
the next statement sees the other row) or rolled back (inserted after all). The
key and the money share a transaction, so there is no moment in which one of
them is true without the other.

Then both accounts are locked by one query, `ORDER BY id`. Whoever locks in the
same order can wait for others but never in a circle. What is read under these
locks is the truth until the end of the transaction, hence plain `if`s will do.

`conn.transaction()` is BEGIN and COMMIT on an idle connection and a savepoint
inside a transaction. Raising through it takes the request's row back and leaves
the caller's own work as it was.

Cost: four statements and what begins and ends the block. The locks last until
the caller's transaction ends, so it should end soon. A function on the server
makes this one round trip. At work, add an append-only ledger (two entries that
sum to zero for each transfer) from which balances can be proved, and keep money
in integers of the smallest unit or in `numeric`, never in floats.

Interview: "What does ACID mean, in the example of a transfer?"
- Atomicity: debit, credit and record happen together or not at all. Each version
  of a row carries the id of the transaction that wrote it. If that one aborts or
  the server dies, nobody ever regards its versions; nothing has to be undone.
- Consistency: the declared rules hold (CHECK, keys, foreign keys), checked by
  the database. "The sum stays the same" is not declared: the code has to keep it.
- Isolation: transfers at once come out as the chosen level allows. Snapshots
  serve readers, row locks order writers. The default does not mean "as if one
  after another".
- Durability: COMMIT returns when its WAL record is flushed. With
  `synchronous_commit = off` a crash may lose the last commits, but whole ones;
  with `fsync = off` it may corrupt the data. Losing the machine is another
  matter: synchronous replicas, backups.

"What does READ COMMITTED do to read-modify-write?" Each statement gets a new
snapshot and a plain SELECT locks nothing. Two sessions read 100, both compute 90
and both write 90: the second UPDATE waits, finds the row changed, checks its
WHERE again on the new version, and overwrites it with the constant. No error:
the update is lost. REPEATABLE READ ends the second one with 40001; then the
caller has to retry the whole transaction.

"Atomic UPDATE or SELECT FOR UPDATE?" `SET balance = balance - 10 WHERE id = 1
AND balance >= 10` computes from the newest version, in one round trip, and the
row count tells whether it applied. It is the best choice for one row whose rule
fits into SQL. Lock first when the decision takes several rows or needs code. An
UPDATE of many rows promises no order of locking; `SELECT ... ORDER BY id FOR NO
KEY UPDATE` does. NO KEY is what an UPDATE of a balance takes: unlike FOR UPDATE,
it does not block the foreign key checks of rows that refer to the account. For
long thinking times (a form on a screen) take a version column instead: `UPDATE
... WHERE version = 7`, and no row means that somebody was faster.

"How do deadlocks arise, and how does one avoid them?" 1 to 2 holds 1 and wants
2, 2 to 1 holds 2 and wants 1. After `deadlock_timeout` PostgreSQL cancels one
with 40P01. Lock in one global order. A caller who puts several transfers into
one transaction makes a new order of its own: it has to sort them, or be ready
to retry from its beginning.

"What is an idempotency key?" The client makes an id for each intention and
sends it again when no answer came, for then it cannot know what happened.
The server stores it under a unique constraint in the same transaction as the
effect; looking before inserting is a race. Store the contents as well, or a
wrongly reused id passes for success. Say how long keys are kept, and that an
effect outside the database (a bank, a mail) needs an outbox and a key of its own.

Hints
-----
1. Two connections run your function line by line, in turns. After which of your
   lines may the other one change what you have just read?
2. Who can decide without a gap that a request is new? What does
   `INSERT ... ON CONFLICT DO NOTHING` do while another transaction holds the id,
   and what is its `rowcount` afterwards?
3. One transfer goes from 1 to 2, one from 2 to 1. Which account should each of
   them lock first?
4. What does `with conn.transaction():` send if a transaction is open already?
5. In that block: insert the request; if it was there, compare its contents.
   Lock both accounts with `ORDER BY id FOR NO KEY UPDATE`, check that there are
   two and that the money suffices, update `balance = balance + ...` for both.
"""

from typing import Any
from uuid import UUID

import psycopg


class InsufficientFunds(Exception):
    pass


class UnknownAccount(Exception):
    pass


class RequestReused(Exception):
    pass


def transfer(
    conn: psycopg.Connection[Any], src: int, dst: int, amount: int, request_id: UUID
) -> bool:
    if amount < 1:
        raise ValueError(f"amount must be at least 1 cent, not {amount}")
    if src == dst:
        raise ValueError(f"src and dst must differ, both are {src}")
    with conn.transaction():
        if not _record(conn, src, dst, amount, request_id):
            return False
        _lock(conn, src, dst, amount)
        _move(conn, src, dst, amount)
    return True


def _record(
    conn: psycopg.Connection[Any], src: int, dst: int, amount: int, request_id: UUID
) -> bool:
    """Return whether the request is new. Wait for whoever is making it."""
    inserted = conn.execute(
        "insert into transfer (request_id, src, dst, amount) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [request_id, src, dst, amount],
    )
    if inserted.rowcount:
        return True
    known = conn.execute(
        "select src, dst, amount from transfer where request_id = %s", [request_id]
    ).fetchone()
    if known != (src, dst, amount):
        raise RequestReused(f"request {request_id} was {known}, not {(src, dst, amount)}")
    return False


def _lock(conn: psycopg.Connection[Any], src: int, dst: int, amount: int) -> None:
    locked = conn.execute(
        "select id, balance from account where id in (%s, %s) order by id for no key update",
        [src, dst],
    )
    balances = dict(locked.fetchall())
    for account in (src, dst):
        if account not in balances:
            raise UnknownAccount(f"there is no account {account}")
    if balances[src] < amount:
        raise InsufficientFunds(f"account {src} has {balances[src]}, not {amount}")


def _move(conn: psycopg.Connection[Any], src: int, dst: int, amount: int) -> None:
    conn.execute(
        "update account set balance = balance + case id when %(src)s then -%(amount)s"
        " else %(amount)s end where id in (%(src)s, %(dst)s)",
        {"src": src, "dst": dst, "amount": amount},
    )

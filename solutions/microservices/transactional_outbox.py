"""Transactional outbox, solved with two transactions and a publish that stands in neither.

Three questions, and each has its answer in the order of two steps. Order and event: in one
transaction, so there is no moment between them. Publish and mark: publish first. If the relay
dies in between, the event goes out again; the other way round it never goes. Inbox and
effect: in one transaction again, in the ledger's database, so that a repeat finds the id
exactly if the effect is there. At least once on the way, together with an id that is
remembered where the effect is, makes an effect that happens once.

The id is the row's, not the publication's: a new one for each attempt would make repeats look
new. AUTOINCREMENT matters as soon as somebody deletes old rows, for SQLite gives a plain
rowid away again, and a consumer would drop the new event as known. The inbox is asked by the
INSERT itself. A SELECT before it is answered before the write lock is held, and two consumers
are both told "new"; if it stands in a deferred BEGIN, one of them cannot get the lock and
fails. Where you must look first, BEGIN IMMEDIATE.

Order comes from the relay: nothing is published before what was committed earlier. With two
relays at once this still holds for the first time of each event, the rest are repeats. In
SQLite the numbers follow the commits, for there is one writer. In PostgreSQL a sequence is
drawn before the commit, so 8 may be visible before 7, and a relay that keeps a "last number
seen" skips 7 for good; mark rows one by one, or wait until older transactions are over.

Cost: one more INSERT for each order, one transaction for each event, and the delay until the
relay looks. At work: an index on the rows that wait, batches (more repeats after a crash),
`FOR UPDATE SKIP LOCKED` for several relays (and then a partition for each order id, or its
events overtake each other), LISTEN/NOTIFY against the delay, deletion of old rows of outbox and
inbox, the latter not before the broker stops redelivering. An event that always fails goes to a
dead-letter queue after some attempts, or it blocks everything behind it.

Interview: "How do microservices communicate?"
- Synchronous (REST, gRPC): the caller needs the answer now. It is down when the other is, so
  timeouts, retries with jitter, circuit breaker; availabilities of a chain multiply.
- Asynchronous (queue, log): commands to one receiver, or events, facts of the past for whoever
  listens. Sender and receiver need not be up together, load is buffered, new consumers cost
  the sender nothing. The price: eventual consistency, repeats, order only within a partition,
  schemas that must stay compatible, correlation ids to follow a request at all.
- Dual write: to write to a database and a broker, one after the other. No order of the two
  helps, nor does a retry in memory: the process may die in between.
- Outbox: one local transaction, and the rest is repeated until it succeeds. CDC (Debezium)
  reads the WAL instead of polling: less delay, no load by queries, commit order for free, one
  more system to run. On plain tables it publishes your schema; on an outbox table it is the
  relay. 2PC makes both commit: participants hold locks while they wait, a coordinator that
  dies leaves them in doubt, and Kafka or an HTTP API takes no part in XA. A saga is another
  matter: a business process over several services, each step a local transaction with a
  compensation, and no isolation between them; its messages go through outboxes.
- Exactly once *delivery* over a network that loses acknowledgements cannot be had; the sender
  chooses between at most once and at least once. Exactly once *effect* can: idempotent by
  nature (set, not add), or an inbox in the transaction of the effect. Kafka's exactly once
  holds from Kafka to Kafka. An effect outside the database (mail, payment) needs an
  idempotency key which the other side remembers.
- Order: ask for it per entity, not in all. One partition key (the order id), one consumer for
  a partition, stop at what fails. Or a version in each event, and drop what is older.

Hints
-----
1. Between which two statements may a process die so that an order has no event? How do you
   leave no such place? What does `with conn:` do at its end, and on an error?
2. The relay dies between publishing and marking, in either order. Which of the two outcomes
   can a consumer repair, and what must the event bring for that?
3. While `publish` runs nothing may be open: fetch one row, and let the query end; then
   publish; then mark that one row in a transaction of its own; then fetch again.
4. When must the inbox be asked, so that no other consumer can be told the same? What do
   `INSERT OR IGNORE` and `rowcount` say together?
5. consume: `with conn:`, insert the id, and if that was one row, `apply`. All of it is
   committed at once, and an error takes the id back as well.
"""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

_SHOP = """
CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents > 0)
);
CREATE TABLE IF NOT EXISTS outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT,
    cents INTEGER,
    is_published INTEGER DEFAULT 0
);
"""
_NEXT = "SELECT number, order_id, cents FROM outbox WHERE NOT is_published ORDER BY number LIMIT 1"


class Event(NamedTuple):
    id: str
    order_id: str
    cents: int


def create_shop(conn: sqlite3.Connection) -> None:
    conn.executescript(_SHOP)


def place_order(conn: sqlite3.Connection, order_id: str, cents: int) -> None:
    with conn:
        conn.execute("INSERT INTO orders VALUES (?, ?)", [order_id, cents])
        conn.execute("INSERT INTO outbox (order_id, cents) VALUES (?, ?)", [order_id, cents])


def relay(conn: sqlite3.Connection, publish: Callable[[Event], object]) -> int:
    count = 0
    while row := conn.execute(_NEXT).fetchone():
        number, order_id, cents = row
        publish(Event(str(number), order_id, cents))
        with conn:
            conn.execute("UPDATE outbox SET is_published = 1 WHERE number = ?", [number])
        count += 1
    return count


def create_inbox(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY)")


def consume(
    conn: sqlite3.Connection,
    event: Event,
    apply: Callable[[sqlite3.Connection, Event], object],
) -> bool:
    with conn:
        is_new = conn.execute("INSERT OR IGNORE INTO inbox VALUES (?)", [event.id]).rowcount == 1
        if is_new:
            apply(conn, event)
    return is_new

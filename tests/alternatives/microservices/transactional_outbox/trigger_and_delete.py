"""A trigger fills the outbox, the relay deletes what is published; BEGIN IMMEDIATE throughout."""

import contextlib
from typing import NamedTuple


class Event(NamedTuple):
    id: str
    order_id: str
    cents: int


@contextlib.contextmanager
def transaction(conn):
    conn.isolation_level = None
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def create_shop(conn):
    with transaction(conn):
        conn.execute(
            "CREATE TABLE IF NOT EXISTS orders"
            " (id TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents > 0)) WITHOUT ROWID"
        )
        conn.execute(
            "CREATE TABLE IF NOT EXISTS outbox"
            " (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id TEXT, cents INTEGER)"
        )
        conn.execute(
            "CREATE TRIGGER IF NOT EXISTS announce AFTER INSERT ON orders BEGIN"
            " INSERT INTO outbox (order_id, cents) VALUES (NEW.id, NEW.cents); END"
        )


def place_order(conn, order_id, cents):
    with transaction(conn):
        conn.execute("INSERT INTO orders VALUES (?, ?)", (order_id, cents))


def relay(conn, publish):
    rows = conn.execute("SELECT id, order_id, cents FROM outbox ORDER BY id").fetchall()
    for number, order_id, cents in rows:
        publish(Event(f"order-{number}", order_id, cents))
        with transaction(conn):
            conn.execute("DELETE FROM outbox WHERE id = ?", (number,))
    return len(rows)


def create_inbox(conn):
    conn.execute("CREATE TABLE IF NOT EXISTS inbox (id TEXT)")


def consume(conn, event, apply):
    with transaction(conn):
        known = conn.execute("SELECT count(*) FROM inbox WHERE id = ?", (event.id,)).fetchone()[0]
        if not known:
            apply(conn, event)
            conn.execute("INSERT INTO inbox VALUES (?)", (event.id,))
    return not known

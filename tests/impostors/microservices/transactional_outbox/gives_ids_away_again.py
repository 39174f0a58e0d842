# expect: the same event, and the ids are \['1', '1', '1'\]
"""Deletes what is published and takes the rowid for the id, which SQLite then gives again."""

import sqlite3

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import Event


def create_shop(conn):
    orders = "id TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents > 0)"
    conn.execute(f"CREATE TABLE IF NOT EXISTS orders ({orders})")
    outbox = "number INTEGER PRIMARY KEY, order_id TEXT, cents INTEGER"
    conn.execute(f"CREATE TABLE IF NOT EXISTS outbox ({outbox})")


def relay(conn: sqlite3.Connection, publish):
    rows = conn.execute("SELECT number, order_id, cents FROM outbox ORDER BY number").fetchall()
    for number, order_id, cents in rows:
        publish(Event(str(number), order_id, cents))
        with conn:
            conn.execute("DELETE FROM outbox WHERE number = ?", [number])
    return len(rows)

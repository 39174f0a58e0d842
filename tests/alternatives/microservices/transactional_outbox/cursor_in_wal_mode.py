"""JSON with a UUID in a log that is never changed, a cursor beside it, and the write-ahead log."""

import json
import sqlite3
import uuid
from typing import NamedTuple


class Event(NamedTuple):
    id: str
    order_id: str
    cents: int


def create_shop(conn):
    conn.execute("PRAGMA journal_mode = WAL")
    conn.executescript("""
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS orders
            (id TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents > 0));
        CREATE TABLE IF NOT EXISTS log (place INTEGER PRIMARY KEY, body TEXT);
        CREATE TABLE IF NOT EXISTS cursor (place INTEGER);
        INSERT INTO cursor SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM cursor);
        COMMIT;
    """)


def place_order(conn, order_id, cents):
    event = Event(str(uuid.uuid4()), order_id, cents)
    cursor = conn.cursor()
    try:
        cursor.execute("INSERT INTO log (body) VALUES (?)", [json.dumps(event._asdict())])
        cursor.execute("INSERT INTO orders (cents, id) VALUES (?, ?)", [cents, order_id])
        conn.commit()
    finally:
        conn.rollback()


def relay(conn, publish):
    waiting = "SELECT place, body FROM log WHERE place > (SELECT place FROM cursor) ORDER BY place"
    rows = conn.execute(waiting).fetchall()
    for place, body in rows:
        publish(Event(**json.loads(body)))
        conn.execute("UPDATE cursor SET place = max(place, ?)", [place])
        conn.commit()
    return len(rows)


def create_inbox(conn):
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("CREATE TABLE IF NOT EXISTS inbox (id TEXT UNIQUE)")


def consume(conn, event, apply):
    try:
        conn.execute("INSERT INTO inbox VALUES (?)", [event.id])
    except sqlite3.IntegrityError:
        conn.rollback()
        return False
    try:
        apply(conn, event)
    except BaseException:
        conn.rollback()
        raise
    conn.commit()
    return True

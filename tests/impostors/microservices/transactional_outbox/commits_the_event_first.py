# expect: killed after .*: an event tells of .*, which is not in the table
"""Commits the event, then the order: who dies in between announces an order that is not there."""

from solutions.microservices.transactional_outbox import *  # noqa: F403


def place_order(conn, order_id, cents):
    with conn:
        insert = "INSERT INTO outbox (order_id, cents) VALUES (?, ?)"
        number = conn.execute(insert, [order_id, cents]).lastrowid
    try:
        with conn:
            conn.execute("INSERT INTO orders VALUES (?, ?)", [order_id, cents])
    except BaseException:
        with conn:
            conn.execute("DELETE FROM outbox WHERE number = ?", [number])
        raise

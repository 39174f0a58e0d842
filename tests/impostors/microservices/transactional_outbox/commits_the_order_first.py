# expect: killed after .* is in the table, and the relay finds no event of it
"""Commits the order, then its event: who dies in between leaves an order nobody hears of."""

from solutions.microservices.transactional_outbox import *  # noqa: F403


def place_order(conn, order_id, cents):
    with conn:
        conn.execute("INSERT INTO orders VALUES (?, ?)", [order_id, cents])
    with conn:
        conn.execute("INSERT INTO outbox (order_id, cents) VALUES (?, ?)", [order_id, cents])

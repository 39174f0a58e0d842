# expect: events of those two are due, and these were published
"""Does not roll back when an order is refused: its event is committed with the next order."""

from solutions.microservices.transactional_outbox import *  # noqa: F403


def place_order(conn, order_id, cents):
    conn.execute("INSERT INTO outbox (order_id, cents) VALUES (?, ?)", [order_id, cents])
    conn.execute("INSERT INTO orders VALUES (?, ?)", [order_id, cents])
    conn.commit()

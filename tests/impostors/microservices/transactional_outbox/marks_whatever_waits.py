# expect: were placed while the relay published, and relay was called again; published was
"""Marks all that waits instead of what it published: what came meanwhile is never published."""

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import Event


def relay(conn, publish):
    waiting = "SELECT number, order_id, cents FROM outbox WHERE NOT is_published ORDER BY number"
    rows = conn.execute(waiting).fetchall()
    for place, (number, order_id, cents) in enumerate(rows, 1):
        publish(Event(str(number), order_id, cents))
        which = "TRUE" if place == len(rows) else f"number = {number}"
        with conn:
            conn.execute(f"UPDATE outbox SET is_published = 1 WHERE {which}")
    return len(rows)

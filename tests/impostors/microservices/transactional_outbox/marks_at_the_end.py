# expect: the next relay published all of \['o-3', 'o-1'\] again
"""Marks all at the end, and on an error: a relay that is killed publishes everything again."""

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import Event


def relay(conn, publish):
    done = []
    waiting = "SELECT number, order_id, cents FROM outbox WHERE NOT is_published ORDER BY number"
    try:
        for number, order_id, cents in conn.execute(waiting).fetchall():
            publish(Event(str(number), order_id, cents))
            done.append([number])
    finally:
        with conn:
            conn.executemany("UPDATE outbox SET is_published = 1 WHERE number = ?", done)
    return len(done)

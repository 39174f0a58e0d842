# expect: the relay may hold no lock there, .*database is locked
"""Publishes inside the transaction that marks: while the broker is slow, nobody can write."""

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import _NEXT, Event


def relay(conn, publish):
    count = 0
    while row := conn.execute(_NEXT).fetchone():
        number, order_id, cents = row
        with conn:
            conn.execute("UPDATE outbox SET is_published = 1 WHERE number = ?", [number])
            publish(Event(str(number), order_id, cents))
        count += 1
    return count

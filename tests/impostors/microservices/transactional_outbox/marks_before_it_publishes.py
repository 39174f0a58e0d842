# expect: the next relay must publish 'o-1', 'o-2' and not 'o-3' again; it published \['o-2'\]
"""Marks an event, then publishes it: if that fails, the event is lost."""

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

# expect: nothing may be published after it, or the order is lost
"""Goes on with the next event when one could not be published, which then overtakes it."""

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import Event


def relay(conn, publish):
    count, failed = 0, None
    waiting = "SELECT number, order_id, cents FROM outbox WHERE NOT is_published ORDER BY number"
    for number, order_id, cents in conn.execute(waiting).fetchall():
        try:
            publish(Event(str(number), order_id, cents))
        except Exception as error:
            failed = error
            continue
        with conn:
            conn.execute("UPDATE outbox SET is_published = 1 WHERE number = ?", [number])
        count += 1
    if failed:
        raise failed
    return count

# expect: a process was killed after .*, and all events were delivered again
"""Commits the effect, then the id: who dies in between applies the event a second time."""

from solutions.microservices.transactional_outbox import *  # noqa: F403


def consume(conn, event, apply):
    if conn.execute("SELECT 1 FROM inbox WHERE id = ?", [event.id]).fetchone():
        return False
    with conn:
        apply(conn, event)
    with conn:
        conn.execute("INSERT OR IGNORE INTO inbox VALUES (?)", [event.id])
    return True

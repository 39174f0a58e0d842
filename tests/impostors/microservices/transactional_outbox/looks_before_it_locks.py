# expect: a consumer was paused .*before .*, and meanwhile another got the same event: both
"""Asks the inbox before it holds the lock, and nothing refuses the second of two equal ids."""

from solutions.microservices.transactional_outbox import *  # noqa: F403


def consume(conn, event, apply):
    if conn.execute("SELECT 1 FROM inbox WHERE id = ?", [event.id]).fetchone():
        return False
    with conn:
        apply(conn, event)
        conn.execute("INSERT OR REPLACE INTO inbox VALUES (?)", [event.id])
    return True

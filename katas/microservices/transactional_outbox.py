"""Transactional outbox: tell others of every order, through a broker, and of no order twice.

A shop keeps its orders in SQLite, and no transaction spans SQLite and a broker. So
`place_order` commits an event together with the order, in a table of yours, the outbox.
`relay`, often another process, publishes what waits there, oldest commit first, and marks
each event before it publishes the next: for each relay that dies, at most one is published
again, with the same id; relays that run at the same time may publish more of them twice.
`consume` has another database, where a table of yours, the inbox, remembers which events it
has applied.

    >>> shop, ledger, broker = sqlite3.connect(":memory:"), sqlite3.connect(":memory:"), []
    >>> create_shop(shop)
    >>> place_order(shop, "o-1", 250)
    >>> relay(shop, broker.append), relay(shop, broker.append)
    (1, 0)
    >>> [(event.order_id, event.cents) for event in broker]
    [('o-1', 250)]
    >>> create_inbox(ledger)
    >>> def apply(ledger, event):
    ...     print(f"revenue + {event.cents}")
    >>> consume(ledger, broker[0], apply), consume(ledger, broker[0], apply)
    revenue + 250
    (True, False)

Any process may be killed at any moment. When others have gone on, every order that is in the
table has been published, no other was, and no event is applied twice, or by half. The first
time that events are published, they come in the order of their commits.

Several processes may do the same at once, each with a connection of its own, as
`sqlite3.connect` returns it. While `publish` runs, which may take long, nobody is locked out.
Whoever finds the database locked may raise `sqlite3.OperationalError`, and tries again later.
"""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple


class Event(NamedTuple):
    id: str
    """No other event of the shop ever has it."""
    order_id: str
    cents: int


def create_shop(conn: sqlite3.Connection) -> None:
    """Create what is not there yet: your outbox, and this table, which the tests read.

    orders (id TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents > 0))
    """
    raise NotImplementedError


def place_order(conn: sqlite3.Connection, order_id: str, cents: int) -> None:
    """Commit an order and its event; if the table refuses it, let `sqlite3.IntegrityError` out.

    What was refused leaves nothing behind, and the next order may come on the same connection.
    """
    raise NotImplementedError


def relay(conn: sqlite3.Connection, publish: Callable[[Event], object]) -> int:
    """Publish the events that wait, and return how many.

    What `publish` raises ends the relay and is let out. That event still waits, for nobody
    knows whether the broker has got it.
    """
    raise NotImplementedError


def create_inbox(conn: sqlite3.Connection) -> None:
    """Create your inbox, if it is not there yet, beside the tables that `apply` writes to."""
    raise NotImplementedError


def consume(
    conn: sqlite3.Connection,
    event: Event,
    apply: Callable[[sqlite3.Connection, Event], object],
) -> bool:
    """Call `apply(conn, event)` unless this id was applied before; return whether it was called.

    `apply` executes statements on the connection and neither commits nor rolls back. What it
    raises is let out, its statements are undone, and the event may come again. The ids may be
    any text, in any order, and the broker delivers an event as often as it likes.
    """
    raise NotImplementedError

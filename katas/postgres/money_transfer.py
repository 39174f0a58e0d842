"""Money transfer: the money is on one account or the other, never on both or neither.

Move `amount` cents from account `src` to account `dst`, once for each request
id, in PostgreSQL at its default isolation level. These tables exist:

    account (id int primary key, balance bigint not null check (balance >= 0))
    transfer (request_id uuid primary key,
              src int not null, dst int not null, amount bigint not null)

    >>> [transfer(conn, 1, 2, 2000, request) for attempt in range(2)]  # doctest: +SKIP
    [True, False]

`True`: the money was moved, and a row in `transfer` says so. `False`: this
request had been applied before, whatever the balances are by now. The same id
with another `src`, `dst` or `amount` raises `RequestReused`.

A refused transfer leaves no trace: not in the tables, and its request may be
sent again. Any other database error passes through and leaves none either.

`conn` is in autocommit mode, and the transfer is committed on return; or it is
inside the caller's transaction. That one neither ends nor fails by a transfer,
refused or not: it goes on, and the caller commits or rolls back everything.

All this holds for transfers at once. The same request at once is applied once
(the other call waits, and applies it if the first is rolled back). Opposite
transfers never run into a deadlock, not even one that is retried. Transfers
that share neither an account nor a request do not wait for each other.
"""

from typing import Any
from uuid import UUID

import psycopg


class InsufficientFunds(Exception):
    """The balance of `src` is less than the amount."""


class UnknownAccount(Exception):
    """There is no account `src`, or no account `dst`."""


class RequestReused(Exception):
    """The request id belongs to a transfer with other contents."""


def transfer(
    conn: psycopg.Connection[Any], src: int, dst: int, amount: int, request_id: UUID
) -> bool:
    """Return whether this call moved the money.

    Raise `ValueError`, with nothing sent, if `amount` is below 1 or `src` is `dst`.
    """
    raise NotImplementedError

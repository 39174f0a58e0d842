# expect: one from 3 to 4 must not wait
"""Locks the table of all accounts, so that all transfers wait for each other."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
)
from solutions.postgres.money_transfer import (
    transfer as right_transfer,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        conn.execute("lock table account in exclusive mode")
        return right_transfer(conn, src, dst, amount, request_id)

# expect: must raise RequestReused; got False
"""Takes a known request id for the same request, whatever its contents."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    _lock,
    _move,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        insert = "insert into transfer values (%s, %s, %s, %s) on conflict do nothing"
        if not conn.execute(insert, [request_id, src, dst, amount]).rowcount:
            return False
        _lock(conn, src, dst, amount)
        _move(conn, src, dst, amount)
    return True

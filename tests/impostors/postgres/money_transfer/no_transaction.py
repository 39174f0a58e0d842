# expect: whose update of dst fails, by a trigger, must leave all balances at 100
"""Checks everything first, then debits and credits in autocommit mode as if nothing could fail."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    _lock,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        query = "select src, dst, amount from transfer where request_id = %s for share"
        known = conn.execute(query, [request_id]).fetchone()
        if known and known != (src, dst, amount):
            raise RequestReused
        if known:
            return False
        _lock(conn, src, dst, amount)
    conn.execute("update account set balance = balance - %s where id = %s", [amount, src])
    conn.execute("update account set balance = balance + %s where id = %s", [amount, dst])
    insert = "insert into transfer values (%s, %s, %s, %s)"
    conn.execute(insert, [request_id, src, dst, amount])
    return True

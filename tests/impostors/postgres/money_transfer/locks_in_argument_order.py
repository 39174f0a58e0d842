# expect: from 2 to 1 at once must give True twice; got .*DeadlockDetected
"""Locks the source first and the destination second, whichever of them is the smaller."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    _move,
    _record,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        if not _record(conn, src, dst, amount, request_id):
            return False
        for account, least in [(src, amount), (dst, 0)]:
            query = "select balance from account where id = %s for update"
            row = conn.execute(query, [account]).fetchone()
            if row is None:
                raise UnknownAccount
            if row[0] < least:
                raise InsufficientFunds
        _move(conn, src, dst, amount)
    return True

# expect: the second comes too late and must raise InsufficientFunds; got .*CheckViolation
"""Compares the balance with a plain SELECT and debits later, when it may be another."""

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
        read = conn.execute("select id, balance from account where id in (%s, %s)", [src, dst])
        balances = dict(read.fetchall())
        if len(balances) < 2:
            raise UnknownAccount
        if balances[src] < amount:
            raise InsufficientFunds
        _move(conn, src, dst, amount)
    return True

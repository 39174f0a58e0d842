# expect: an update was lost
"""Reads the balances, computes in Python and writes what it computed."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
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
        write = "update account set balance = %s where id = %s"
        for account, change in sorted([(src, -amount), (dst, amount)]):
            conn.execute(write, [balances[account] + change, account])
    return True

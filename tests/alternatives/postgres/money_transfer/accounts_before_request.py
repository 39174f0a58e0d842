"""Locks the accounts first, the greater id before the smaller, computes in Python, records last."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        lock = "select id, balance from account where id in (%s, %s) order by id desc for update"
        balances = dict(conn.execute(lock, [src, dst]).fetchall())
        insert = "insert into transfer values (%s, %s, %s, %s) on conflict do nothing"
        if not conn.execute(insert, [request_id, src, dst, amount]).rowcount:
            query = "select src, dst, amount from transfer where request_id = %s"
            if conn.execute(query, [request_id]).fetchone() != (src, dst, amount):
                raise RequestReused
            return False
        if src not in balances or dst not in balances:
            raise UnknownAccount
        if balances[src] < amount:
            raise InsufficientFunds
        write = "update account set balance = %s where id = %s"
        conn.execute(write, [balances[src] - amount, src])
        conn.execute(write, [balances[dst] + amount, dst])
    return True

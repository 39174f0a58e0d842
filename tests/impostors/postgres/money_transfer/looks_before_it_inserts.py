# expect: the same request twice at once must give True and False; got .*UniqueViolation
"""Asks by a SELECT whether the request is new, and inserts it later."""

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
        query = "select src, dst, amount from transfer where request_id = %s"
        known = conn.execute(query, [request_id]).fetchone()
        if known:
            if known != (src, dst, amount):
                raise RequestReused
            return False
        _lock(conn, src, dst, amount)
        _move(conn, src, dst, amount)
        insert = "insert into transfer values (%s, %s, %s, %s)"
        conn.execute(insert, [request_id, src, dst, amount])
    return True

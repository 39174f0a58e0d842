# expect: the caller's transaction was committed for it
"""Sends BEGIN and COMMIT itself and so commits what its caller had begun."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    _lock,
    _move,
    _record,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    conn.execute("begin")
    try:
        is_new = _record(conn, src, dst, amount, request_id)
        if is_new:
            _lock(conn, src, dst, amount)
            _move(conn, src, dst, amount)
    except BaseException:
        conn.execute("rollback")
        raise
    conn.execute("commit")
    return is_new

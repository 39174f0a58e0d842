# expect: the notes are \['after'\]
"""Cleans up after a refused transfer by rolling back everything, its caller's work included."""

from psycopg.pq import TransactionStatus

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
    is_mine = conn.info.transaction_status == TransactionStatus.IDLE
    if is_mine:
        conn.execute("begin")
    try:
        is_new = _record(conn, src, dst, amount, request_id)
        if is_new:
            _lock(conn, src, dst, amount)
            _move(conn, src, dst, amount)
    except Exception:
        conn.rollback()
        raise
    if is_mine:
        conn.execute("commit")
    return is_new

# expect: its next statement failed: InFailedSqlTransaction
"""Translates the violated CHECK into its own exception, but has set no savepoint to go back to."""

from contextlib import nullcontext

from psycopg.errors import CheckViolation
from psycopg.pq import TransactionStatus

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
    is_idle = conn.info.transaction_status == TransactionStatus.IDLE
    try:
        with conn.transaction() if is_idle else nullcontext():
            if not _record(conn, src, dst, amount, request_id):
                return False
            query = "select id from account where id in (%s, %s) order by id for update"
            if len(conn.execute(query, [src, dst]).fetchall()) < 2:
                raise UnknownAccount
            _move(conn, src, dst, amount)
    except CheckViolation as error:
        raise InsufficientFunds from error
    return True

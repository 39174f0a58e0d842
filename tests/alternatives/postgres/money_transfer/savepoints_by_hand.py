"""Plain SQL for transactions and savepoints, and the unique key's error for a known request."""

from psycopg.errors import UniqueViolation
from psycopg.pq import TransactionStatus

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    is_idle = conn.info.transaction_status == TransactionStatus.IDLE
    conn.execute("begin" if is_idle else "savepoint transfer")
    try:
        is_new = move(conn, src, dst, amount, request_id)
    except BaseException:
        conn.execute("rollback" if is_idle else "rollback to savepoint transfer")
        raise
    conn.execute("commit" if is_idle else "release savepoint transfer")
    return is_new


def move(conn, src, dst, amount, request_id):
    conn.execute("savepoint request")
    try:
        insert = "insert into transfer values (%s, %s, %s, %s)"
        conn.execute(insert, [request_id, src, dst, amount])
    except UniqueViolation:
        conn.execute("rollback to savepoint request")
        query = "select src, dst, amount from transfer where request_id = %s"
        if conn.execute(query, [request_id]).fetchone() != (src, dst, amount):
            raise RequestReused from None
        return False
    lock = "select balance from account where id = %s for update"
    rows = {account: conn.execute(lock, [account]).fetchone() for account in sorted((src, dst))}
    if None in rows.values():
        raise UnknownAccount
    if rows[src][0] < amount:
        raise InsufficientFunds
    conn.execute("update account set balance = balance - %s where id = %s", [amount, src])
    conn.execute("update account set balance = balance + %s where id = %s", [amount, dst])
    return True

"""A psycopg transaction block for each attempt; its status tells of errors that fn swallowed."""

from psycopg import Rollback
from psycopg.errors import InFailedSqlTransaction
from psycopg.pq import TransactionStatus

from solutions.postgres.serialization_retry import RetriesExhausted

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def delay(failures, rng):
    limit = 0.01
    for _ in range(failures - 1):
        limit = min(1.0, limit * 2)
    return rng.random() * limit


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status is not TransactionStatus.IDLE:
        raise ValueError
    return once(conn, fn, 1, attempts, sleep, rng)


def once(conn, fn, attempt, attempts, sleep, rng):
    try:
        with conn.transaction():
            conn.execute("set transaction isolation level serializable")
            value = fn(conn)
            if conn.info.transaction_status is TransactionStatus.INERROR:
                raise InFailedSqlTransaction
            return value
        raise Rollback
    except Exception as error:
        if getattr(error, "sqlstate", None) not in ("40001", "40P01"):
            raise
        if attempt == attempts:
            raise RetriesExhausted from error
    sleep(delay(attempt, rng))
    return once(conn, fn, attempt + 1, attempts, sleep, rng)

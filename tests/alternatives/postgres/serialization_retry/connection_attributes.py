"""Takes the connection out of autocommit mode for the time, its level set by an attribute."""

import contextlib

import psycopg
from psycopg.pq import TransactionStatus

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status != TransactionStatus.IDLE:
        raise ValueError
    last = None
    for failures in range(attempts):
        if failures:
            sleep(delay(failures, rng))
        try:
            with serializable(conn):
                value = fn(conn)
                conn.execute("select 1")  # raises in a failed transaction
                conn.commit()
                return value
        except psycopg.OperationalError as error:
            if error.sqlstate not in ("40001", "40P01"):
                raise
            last = error
    raise RetriesExhausted from last


@contextlib.contextmanager
def serializable(conn):
    level = conn.isolation_level
    conn.autocommit = False
    conn.isolation_level = psycopg.IsolationLevel.SERIALIZABLE
    try:
        yield
    finally:
        if not conn.closed:
            conn.rollback()
            conn.isolation_level = level
            conn.autocommit = True

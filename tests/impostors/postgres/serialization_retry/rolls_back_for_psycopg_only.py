# expect: after fn raised KeyError, the connection must be outside any transaction; it is INTRANS
"""Rolls back after errors of the database, and leaves the transaction open after any other."""

import psycopg
from psycopg.errors import DeadlockDetected, InFailedSqlTransaction, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    for failures in range(1, attempts + 1):
        try:
            conn.execute("begin isolation level serializable")
            value = fn(conn)
            if conn.execute("commit").statusmessage == "ROLLBACK":
                raise InFailedSqlTransaction
            return value
        except (SerializationFailure, DeadlockDetected) as error:
            conn.rollback()
            if failures == attempts:
                raise RetriesExhausted from error
            sleep(delay(failures, rng))
        except psycopg.Error:
            if not conn.closed:
                conn.rollback()
            raise
    return None

# expect: at COMMIT, and 3 did not: its value must come back; got 'SerializationFailure'
"""Watches only what runs before COMMIT, so that a refused COMMIT is not retried."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    for failures in range(1, attempts + 1):
        conn.execute("begin isolation level serializable")
        try:
            value = fn(conn)
        except (SerializationFailure, DeadlockDetected) as error:
            conn.rollback()
            if failures == attempts:
                raise RetriesExhausted from error
            sleep(delay(failures, rng))
        except BaseException:
            conn.rollback()
            raise
        else:
            conn.execute("commit")
            return value
    return None

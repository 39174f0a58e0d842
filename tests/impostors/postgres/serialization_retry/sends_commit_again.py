# expect: at COMMIT, and 3 did not: its value must come back; got 'value 1'
"""Sends a refused COMMIT again, and returns the value of the attempt that was rolled back."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    value, is_done = None, False
    for failures in range(1, attempts + 1):
        try:
            if not is_done:
                conn.execute("begin isolation level serializable")
                value, is_done = fn(conn), True
            conn.execute("commit")
            return value
        except (SerializationFailure, DeadlockDetected) as error:
            conn.rollback()
            if failures == attempts:
                raise RetriesExhausted from error
            sleep(delay(failures, rng))
        except BaseException:
            conn.rollback()
            raise
    return None

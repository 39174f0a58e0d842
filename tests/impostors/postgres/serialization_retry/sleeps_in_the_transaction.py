# expect: its transaction rolled back before \(IDLE\); the status during each sleep was \['INERROR'
"""Sleeps before it rolls back, and holds the failed attempt's locks all the while."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    for failures in range(1, attempts + 1):
        try:
            with conn.transaction():
                conn.execute("set transaction isolation level serializable")
                try:
                    return fn(conn)
                except (SerializationFailure, DeadlockDetected):
                    if failures < attempts:
                        sleep(delay(failures, rng))
                    raise
        except (SerializationFailure, DeadlockDetected) as error:
            if failures == attempts:
                raise RetriesExhausted from error
    return None

# expect: attempts 1 and 2 failed with 40001 and 3 did not: .* got 'InFailedSqlTransaction'
"""Calls the function again in the transaction that has failed."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    with conn.transaction():
        conn.execute("set transaction isolation level serializable")
        for failures in range(1, attempts + 1):
            try:
                return fn(conn)
            except (SerializationFailure, DeadlockDetected) as error:
                if failures == attempts:
                    raise RetriesExhausted from error
            sleep(delay(failures, rng))
    return None

# expect: failed with 40P01 and 3 did not: .* got 'DeadlockDetected'
"""Retries serialization failures, and lets deadlocks through."""

from psycopg.errors import SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, _attempt, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    for failures in range(1, attempts + 1):
        try:
            return _attempt(conn, fn)
        except SerializationFailure as error:
            if failures == attempts:
                raise RetriesExhausted from error
        sleep(delay(failures, rng))
    return None

# expect: with attempts=1 .* it must sleep 0 times, not after the last attempt; it slept 1 times
"""Sleeps after the last attempt too, and only then raises."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, _attempt, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    last = None
    for failures in range(1, attempts + 1):
        try:
            return _attempt(conn, fn)
        except (SerializationFailure, DeadlockDetected) as error:
            last = error
        sleep(delay(failures, rng))
    raise RetriesExhausted from last

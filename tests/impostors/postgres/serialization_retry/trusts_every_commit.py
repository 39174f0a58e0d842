# expect: fn caught an error and returned 'done', but its transaction failed .* got 'done'
"""Takes the COMMIT of a failed transaction for a success, because it raises nothing."""

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
                return fn(conn)
        except (SerializationFailure, DeadlockDetected) as error:
            if failures == attempts:
                raise RetriesExhausted from error
        sleep(delay(failures, rng))
    return None

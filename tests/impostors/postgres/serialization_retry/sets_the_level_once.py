# expect: each of three attempts must run at serializable; they ran at .*read committed
"""Asks for the level once, before the loop, so that later attempts run at the default level."""

from psycopg.errors import DeadlockDetected, SerializationFailure

from solutions.postgres.serialization_retry import RetriesExhausted, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    conn.execute("begin")
    conn.execute("set transaction isolation level serializable")
    for failures in range(1, attempts + 1):
        try:
            value = fn(conn)
            conn.execute("commit")
            return value
        except (SerializationFailure, DeadlockDetected) as error:
            conn.rollback()
            if failures == attempts:
                raise RetriesExhausted from error
            sleep(delay(failures, rng))
            conn.execute("begin")
        except BaseException:
            conn.rollback()
            raise
    return None

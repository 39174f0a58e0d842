# expect: 55P03 by a statement must pass through
"""Retries every OperationalError: lock timeouts and lost connections as well."""

from psycopg import OperationalError

from solutions.postgres.serialization_retry import RetriesExhausted, _attempt, delay

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def run_serializable(conn, fn, *, attempts=5, sleep, rng):
    if attempts < 1 or conn.info.transaction_status:
        raise ValueError(f"{attempts} attempts in {conn.info.transaction_status}")
    for failures in range(1, attempts + 1):
        try:
            return _attempt(conn, fn)
        except OperationalError as error:
            if failures == attempts:
                raise RetriesExhausted from error
        sleep(delay(failures, rng))
    return None

# expect: share a post failed: DeadlockDetected
"""Locks posts FOR UPDATE, which waits for the foreign key checks of all other sessions."""

from solutions.postgres.counter_cache import ddl as right_ddl

LOCK = " loop\n perform from posts where id = change.post_id for update;\n"


def ddl():
    return right_ddl().replace(" loop\n", LOCK)

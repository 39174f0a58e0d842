# expect: a rebuild while this was not committed
"""Rebuilds from a snapshot that is old by the time it gets to a post."""

from solutions.postgres.counter_cache import ddl
from solutions.postgres.counter_cache import rebuild as right_rebuild

__all__ = ["ddl", "rebuild"]


def rebuild():
    return right_rebuild().replace("lock table comments in share row exclusive mode;", "")

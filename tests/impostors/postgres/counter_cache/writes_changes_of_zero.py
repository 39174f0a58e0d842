# expect: changes no count, but the posts
"""Adds zero to the posts whose comments were only edited."""

from solutions.postgres.counter_cache import ddl as right_ddl
from solutions.postgres.counter_cache import rebuild

__all__ = ["ddl", "rebuild"]


def ddl():
    return right_ddl().replace("having sum(n) <> 0", "")

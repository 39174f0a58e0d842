# expect: comments_count = 7 where id = 4` and a rebuild
"""Rebuilds by an inner join, in which a post without comments does not occur."""

from solutions.postgres.counter_cache import ddl
from solutions.postgres.counter_cache import rebuild as right_rebuild

__all__ = ["ddl", "rebuild"]


def rebuild():
    return right_rebuild().replace("left join", "join")

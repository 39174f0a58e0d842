# expect: after move:
"""Counts what comes and what goes, and not what moves from one post to another."""

from solutions.postgres.counter_cache import ddl as right_ddl


def ddl():
    return right_ddl() + "drop trigger count_comments_update on comments;"

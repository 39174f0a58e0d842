# expect: after truncate:
"""Has triggers for INSERT, UPDATE and DELETE, none of which TRUNCATE fires."""

from solutions.postgres.counter_cache import ddl as right_ddl


def ddl():
    return right_ddl() + "drop trigger count_comments_truncate on comments;"

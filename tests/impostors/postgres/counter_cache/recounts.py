# expect: a change was lost
"""Counts the comments again, of which it cannot see those that others have not committed."""

from solutions.postgres.counter_cache import ddl as right_ddl


def ddl():
    added = "comments_count + change.n"
    return right_ddl().replace(added, "(select count(*) from comments where post_id = posts.id)")

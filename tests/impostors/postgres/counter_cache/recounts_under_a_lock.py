# expect: 253 others, read \d+ comments
"""Locks the post and then counts all its comments again, however many there are."""

from solutions.postgres.counter_cache import ddl as right_ddl

UPDATE = "update posts set comments_count = comments_count + change.n where id = change.post_id;"
RECOUNT = """
perform from posts where id = change.post_id for no key update;
update posts set comments_count = (select count(*) from comments where post_id = posts.id)
where id = change.post_id;
"""


def ddl():
    return right_ddl().replace(UPDATE, RECOUNT)

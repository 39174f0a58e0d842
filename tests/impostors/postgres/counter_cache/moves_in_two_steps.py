# expect: but the posts were updated this often: {1: 2
"""Takes away from the old posts in one UPDATE and adds to the new ones in another."""

from solutions.postgres.counter_cache import ddl as right_ddl

MOVED = """
create or replace function count_comments_update() returns trigger language plpgsql as $$
begin
    update posts set comments_count = comments_count - n
    from (select post_id, count(*) as n from removed group by post_id) as less
    where id = post_id;
    update posts set comments_count = comments_count + n
    from (select post_id, count(*) as n from added group by post_id) as more
    where id = post_id;
    return null;
end $$;
"""


def ddl():
    return right_ddl() + MOVED

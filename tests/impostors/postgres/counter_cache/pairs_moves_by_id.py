# expect: after move with another id:
"""Finds out who moved by joining old rows to new ones on an id, which may change as well."""

from solutions.postgres.counter_cache import ddl as right_ddl

MOVED = """
create or replace function count_comments_update() returns trigger language plpgsql as $$
declare
    change record;
begin
    for change in
        with moved as (
            select added.post_id as there, removed.post_id as here
            from added join removed using (id) where added.post_id <> removed.post_id
        )
        select post_id, sum(n) as n
        from (select there as post_id, 1 as n from moved
              union all select here, -1 from moved) as changed
        group by post_id having sum(n) <> 0 order by post_id
    loop
        update posts set comments_count = comments_count + change.n where id = change.post_id;
    end loop;
    return null;
end $$;
"""


def ddl():
    return right_ddl() + MOVED

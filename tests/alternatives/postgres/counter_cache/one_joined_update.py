"""One UPDATE a statement, of posts locked in order by a CTE; one function for all triggers."""

COUNT = """
create function add_to_posts(posts_changed int[], by int[]) returns void language sql as $$
    with change as (
        select post_id, sum(n)::int as n from unnest(posts_changed, by) as u (post_id, n)
        group by post_id having sum(n) <> 0
    ), locked as materialized (
        select id, n from posts join change on id = post_id order by id
        for no key update of posts
    )
    update posts set comments_count = comments_count + n from locked where posts.id = locked.id
$$;
create function comments_changed() returns trigger language plpgsql as $$
declare
    here int[] := '{}';
    there int[] := '{}';
begin
    if tg_op = 'TRUNCATE' then
        update posts set comments_count = 0 where comments_count > 0;
        return null;
    end if;
    if tg_op <> 'INSERT' then
        select coalesce(array_agg(post_id), '{}') into here from before;
    end if;
    if tg_op <> 'DELETE' then
        select coalesce(array_agg(post_id), '{}') into there from after;
    end if;
    perform add_to_posts(
        here || there,
        array_fill(-1, array[cardinality(here)]) || array_fill(1, array[cardinality(there)])
    );
    return null;
end $$;
create trigger i after insert on comments referencing new table as after
for each statement execute function comments_changed();
create trigger d after delete on comments referencing old table as before
for each statement execute function comments_changed();
create trigger u after update on comments referencing old table as before new table as after
for each statement execute function comments_changed();
create trigger t after truncate on comments
for each statement execute function comments_changed();
"""


def ddl():
    return COUNT

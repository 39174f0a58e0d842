# expect: updated this often: {1: 250, 2: 250
"""Fires for each row, and updates the post once for each of its comments."""

COUNT = """
create function count_comment() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.post_id = new.post_id then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        update posts set comments_count = comments_count - 1 where id = old.post_id;
    end if;
    if tg_op <> 'DELETE' then
        update posts set comments_count = comments_count + 1 where id = new.post_id;
    end if;
    return null;
end $$;
create trigger count_comment after insert or update or delete on comments
for each row execute function count_comment();
create function count_nothing() returns trigger language plpgsql as $$
begin
    update posts set comments_count = 0 where comments_count <> 0;
    return null;
end $$;
create trigger count_nothing after truncate on comments
for each statement execute function count_nothing();
"""


def ddl():
    return COUNT

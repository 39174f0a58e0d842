# expect: already holds \d+ others
"""Updates all posts by one joined UPDATE, which takes them in the order of its plan."""

from solutions.postgres.counter_cache import _LESS, _MORE, _NEW, _OLD, _TRUNCATE

TRIGGER = """
create function count_comments_{event}() returns trigger language plpgsql as $$
begin
    update posts set comments_count = comments_count + n
    from (select post_id, sum(n) as n from ({changes}) as changed
          group by post_id having sum(n) <> 0) as change
    where id = post_id;
    return null;
end $$;
create trigger count_comments_{event} after {event} on comments referencing {tables}
for each statement execute function count_comments_{event}();
"""


def ddl():
    both = f"{_MORE} union all {_LESS}"
    return (
        TRIGGER.format(event="insert", tables=_NEW, changes=_MORE)
        + TRIGGER.format(event="delete", tables=_OLD, changes=_LESS)
        + TRIGGER.format(event="update", tables=f"{_OLD} {_NEW}", changes=both)
        + _TRUNCATE
    )

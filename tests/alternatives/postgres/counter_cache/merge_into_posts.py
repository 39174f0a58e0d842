"""Locks in order by a statement of its own, then merges; writes also counts that stay the same."""

EVENTS = {
    "insert": ("new table as come", "select post_id, 1 as n from come"),
    "delete": ("old table as gone", "select post_id, -1 as n from gone"),
    "update": (
        "old table as gone new table as come",
        "select coalesce(a.post_id, b.post_id) as post_id, coalesce(a.n, 0) - coalesce(b.n, 0) as n"
        " from (select post_id, count(*) as n from come group by post_id) as a"
        " full join (select post_id, count(*) as n from gone group by post_id) as b"
        " on a.post_id = b.post_id",
    ),
}
TRIGGER = """
create function tally_%(event)s() returns trigger language plpgsql as $$
begin
    perform from posts where id in (
        select post_id from (%(changes)s) as c
    ) order by id for no key update;
    merge into posts using (
        select post_id, sum(n) as n from (%(changes)s) as c group by post_id
    ) as c on id = c.post_id
    when matched then update set comments_count = comments_count + c.n;
    return null;
end $$;
create trigger tally_%(event)s after %(event)s on comments referencing %(tables)s
for each statement execute function tally_%(event)s();
"""
TRUNCATE = """
create function tally_nothing() returns trigger language plpgsql as $$
begin
    update posts set comments_count = 0;
    return null;
end $$;
create trigger tally_nothing after truncate on comments
for each statement execute function tally_nothing();
"""


def ddl():
    return TRUNCATE + "".join(
        TRIGGER % {"event": event, "tables": tables, "changes": changes}
        for event, (tables, changes) in EVENTS.items()
    )

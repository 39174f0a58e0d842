"""Counter cache, solved with the sums of what a statement changed.

A transition table holds all rows that one statement added or removed. Grouped
by post they become one number a post: +1 for each row that came, -1 for each
that went. A move is both at once, so it needs no case of its own, and an edit
sums up to zero and drops out. Adding that number is exact in READ COMMITTED
because an UPDATE that had to wait goes on from the newest version of the row.
A recount is not: its snapshot dates from before the wait, and what the other
session has added meanwhile is invisible to it.

The loop goes by id, so all sessions lock in one order. One joined UPDATE would
lock in the order of its plan, unless `SELECT ... ORDER BY id FOR NO KEY UPDATE`
went before it. NO KEY matters: each insert of a comment has already locked its
post FOR KEY SHARE to check the foreign key. Two sessions may hold that at once,
and with FOR UPDATE each of them would wait for the other.

TRUNCATE fires no trigger for DELETE and has no transition table. Its lock on
comments lets nobody else be half way.

An upsert or a MERGE fires several of these triggers, one after the other: the
counts stay exact, but a post may be updated twice and the order starts anew. A
transaction of many statements, or a cascade from many authors, does so too.
Those who do that must be ready to try again after a deadlock.

Cost: one row version of the post for each statement that touches it. It can be
HOT as long as no index has comments_count. If posts are wide, give the counters
a narrow table of their own. An ORM's counter cache does the same in the
application, and drifts at the first bulk insert or plain SQL. Triggers have holes
too: DISABLE TRIGGER, session_replication_role, what logical replication applies.
Counts that drifted are repaired post by post, in short transactions: lock the
post, and recount it in the next statement, whose snapshot is taken after the wait.

Interview: "What is denormalisation, and when do you do it?" It stores what could
be computed: counters, copied names, timelines, JSON documents, star schemas.
Measure first; an index, a better query or a cache may do. It pays where reads
are many, writes few, and the computation dear; it costs extra writes, space
and the risk of drift. A price kept on an order line is none: it is a fact of
its own.

"Who owns the truth?" One place: here the comments. The copy is written by one
mechanism only, can be thrown away and rebuilt, and somebody compares the two
now and then. Say how stale it may be before choosing how to keep it.

"Trigger, batch or materialised view?" A trigger (or the same transaction in the
application) is never stale, sees every writer, and makes each of them pay; it is
also code that nobody sees. A batch, fed by an outbox or change data capture, makes
writers cheap, is stale by minutes and must not apply a change twice. A materialised
view is one line, but a refresh computes everything again; CONCURRENTLY lets readers
in and needs a unique index. Good for reports, wrong for one post in a million.

"What happens at a post that everybody comments on?" Its row is locked from the
trigger until commit, so its writers stand in a queue, and in REPEATABLE READ they
fail with 40001. Keep transactions short and comment last. If that is not enough:
insert +1 into a table of changes and add them up by a job; or split the counter
into slots and sum on reading; or count outside, if it need not be exact. A maximum
such as last_comment_at cannot be undone by a difference: after a delete it has
to be looked up again, by an index, under the lock of the post.

Hints
-----
1. Two sessions comment on one post, and neither has committed. What does
   count(*) say in each of them, and what does "one more than before" say?
2. A statement inserts a thousand comments on ten posts, and each post may be
   updated once. What must a trigger see, all at a time? A trigger that names
   transition tables serves a single event, without a list of columns.
3. Write +1 for each new row and -1 for each old row, `union all`. What is the
   sum of n by post_id after a move, after an edit, after a swap of two?
4. Take the sums that are not 0 in a loop, in the order of post_id, and update
   one post at a time. TRUNCATE has no rows to show: what are the counts then?
"""

_TRIGGER = """
create function count_comments_{event}() returns trigger language plpgsql as $$
declare
    change record;
begin
    for change in
        select post_id, sum(n) as n from ({changes}) as changed
        group by post_id having sum(n) <> 0 order by post_id
    loop
        update posts set comments_count = comments_count + change.n where id = change.post_id;
    end loop;
    return null;
end $$;
create trigger count_comments_{event} after {event} on comments referencing {tables}
for each statement execute function count_comments_{event}();
"""
_TRUNCATE = """
create function count_comments_truncate() returns trigger language plpgsql as $$
begin
    update posts set comments_count = 0 where comments_count <> 0;
    return null;
end $$;
create trigger count_comments_truncate after truncate on comments
for each statement execute function count_comments_truncate();
"""
_NEW, _OLD = "new table as added", "old table as removed"
_MORE, _LESS = "select post_id, 1 as n from added", "select post_id, -1 as n from removed"


def ddl() -> str:
    return (
        _TRIGGER.format(event="insert", tables=_NEW, changes=_MORE)
        + _TRIGGER.format(event="delete", tables=_OLD, changes=_LESS)
        + _TRIGGER.format(
            event="update", tables=f"{_OLD} {_NEW}", changes=f"{_MORE} union all {_LESS}"
        )
        + _TRUNCATE
    )

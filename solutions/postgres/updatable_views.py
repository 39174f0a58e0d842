"""Updatable views, solved with one option or trigger for each promise.

A view is a query with a name. The rewriter puts it in place of the name, and
the planner then sees one query in which nothing says where the view was. That
is why a view is always up to date, and why it protects nothing unless told to.

`profile` needs no option. One table below, plain columns, nothing that folds
rows together: PostgreSQL turns an UPDATE of it into an UPDATE of the table, and
checks rights on the table as those of the view's owner. A computed column would
be read-only, the others not.

`directory`: conditions are evaluated cheapest first, and a function's author
says what it costs. security_barrier has the view's own condition go first. Only
operators marked LEAKPROOF may still pass it, such as = on integers, so an index
keeps serving these and no others. Row counts and timing it does not hide.

`my_order`: WHERE limits what is seen. WITH CHECK OPTION holds what is written
to the same condition, and CASCADED, which is the default, to those of all views
below. LOCAL stops at this view's own and would let `archived` through.
current_user is whoever runs the query, in a view with its owner's rights too.
At work this view would be a barrier as well.

`book_details` has two tables in FROM and cannot be written by itself. What the
trigger returns is the row that counts: NULL skips it, and RETURNING shows what
stands in NEW, hence `returning id into new.id`. For DELETE there is only OLD. A
rule is a macro: it copies the text of an expression to each place that mentions
it, and nextval runs twice. Triggers get values. The function has the rights of
whoever writes; for a guest it takes SECURITY DEFINER with a fixed search_path.
The price is a function call for each row.

`report`: with the owner's rights, a view also passes by the row level security
of its owner's tables, in silence. security_invoker (15 and later) takes the
caller's rights and policies instead. It is not inherited: `current_order` below
it would keep its owner's.

Interview: "What is a view, and what is it for?" A stored query, expanded when it
is used: no data, no speed of its own. It names a query that many share, keeps an
interface while tables change, and limits columns and rows. `select *` is spelt
out when the view is made: a column added later is not in it. CREATE OR REPLACE
may only add columns at the end, and a table's column that a view uses cannot be
dropped or change its type.
"When is it updatable?" By itself with exactly one table or updatable view in
FROM, and at the top no WITH, DISTINCT, GROUP BY, HAVING, LIMIT, OFFSET or UNION,
no aggregates or window functions; ORDER BY does no harm. Then say CHECK OPTION,
and INSTEAD OF for all others. information_schema.views tells what a view can do.
"Is it a means of security?" For columns yes, for rows with a barrier and CHECK
OPTION. Know whose rights hold: the owner's by default, the caller's with
security_invoker, and functions in a view always run as the caller unless they
are SECURITY DEFINER. For tenants, row level security sits on the table itself,
where no forgotten view can miss it; its owner needs FORCE to be subject to it.
"And a materialised view?" It stores the rows, can be indexed, is as old as its
last REFRESH and cannot be written. REFRESH locks readers out; CONCURRENTLY does
not, but needs a unique index on plain columns over all rows and a view that has
been filled once, compares old with new, and costs more. Good for reports
that may be an hour old. Nothing refreshes it by itself: that takes a job.

Hints
-----
1. For each view: who is refused what, if you write the plain SELECT and nothing
   more? One of the five is done with that. Two need a word in `WITH (...)`
   behind the view's name; CREATE VIEW in the manual lists them.
2. `my_order`: what does the manual say of LOCAL and CASCADED, and which views
   are below yours? Which SQL function gives the role that runs a query?
3. `report`: whose rights does `current_order` use, whatever your view uses?
4. `book_details`: one function `returns trigger` can serve all three events, as
   TG_OP tells which it is. What does it mean if it returns NULL, and what is NEW
   in a DELETE? Where would RETURNING take the new id from?
5. In the trigger: DELETE deletes the book with OLD.id and returns OLD. Otherwise
   insert the author's name, on conflict do nothing; then insert the book with
   that author's id, `returning id into new.id`, or update the one with OLD.id;
   return NEW.
"""


def profile() -> str:
    return "create view profile as select id, name, bio from member"


def directory() -> str:
    return """
        create view directory with (security_barrier) as
        select id, name, email from member where visibility = 'public'
    """


def my_order() -> str:
    return """
        create view my_order as
        select id, tenant, product, quantity, archived
        from current_order
        where tenant = current_user
        with cascaded check option
    """


def book_details() -> str:
    return """
        create view book_details as
        select book.id, book.title, author.name as author
        from book
        join author on author.id = book.author_id;

        create function write_book_details() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' then
                delete from book where id = old.id;
                return old;
            end if;
            insert into author (name) values (new.author) on conflict do nothing;
            if tg_op = 'INSERT' then
                insert into book (title, author_id)
                select new.title, author.id from author where name = new.author
                returning id into new.id;
            else
                update book
                set title = new.title,
                    author_id = (select id from author where name = new.author)
                where id = old.id;
            end if;
            return new;
        end $$;

        create trigger write instead of insert or update or delete on book_details
        for each row execute function write_book_details();
    """


def report() -> str:
    return """
        create view report with (security_invoker) as
        select tenant, count(*) as orders, sum(quantity) as quantity
        from orders
        where not archived
        group by tenant
    """

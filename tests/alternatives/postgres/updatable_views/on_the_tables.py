"""Views on the tables themselves, a fence instead of a barrier, a trigger for each event."""

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def profile() -> str:
    return """
        create view profile (id, name, bio) as
        select id, name, bio from member order by id with check option
    """


def directory() -> str:
    return """
        create view directory as
        with listed as materialized (
            select id, name, email from member where visibility = 'public'
        )
        select id, name, email from listed
    """


def my_order() -> str:
    return """
        create view my_order with (check_option = local) as
        select * from orders where tenant = session_user and not archived
    """


def book_details() -> str:
    return """
        create view book_details as
        select id, title, (select name from author where id = author_id) as author from book;

        create function author_called(wanted text) returns int language plpgsql as $$
        declare found_id int;
        begin
            select id into found_id from author where name = wanted;
            if not found then
                insert into author (name) values (wanted) returning id into found_id;
            end if;
            return found_id;
        end $$;

        create function add_book() returns trigger language plpgsql as $$
        begin
            insert into book (title, author_id) values (new.title, author_called(new.author))
            returning id into new.id;
            return new;
        end $$;
        create function change_book() returns trigger language plpgsql as $$
        begin
            update book set title = new.title where id = old.id;
            if new.author <> old.author then
                update book set author_id = author_called(new.author) where id = old.id;
            end if;
            return new;
        end $$;
        create function drop_book() returns trigger language plpgsql as $$
        begin
            delete from book where id = old.id;
            return old;
        end $$;

        create trigger add instead of insert on book_details
        for each row execute function add_book();
        create trigger change instead of update on book_details
        for each row execute function change_book();
        create trigger remove instead of delete on book_details
        for each row execute function drop_book();
    """


def report() -> str:
    return """
        create view open_order with (security_invoker) as
        select tenant, quantity from orders where not archived;
        grant select on open_order to public;
        create view report with (security_invoker) as
        select tenant, count(quantity) as orders, sum(quantity) as quantity
        from open_order group by tenant
    """

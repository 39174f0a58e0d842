"""Functions that run as their owner or as the caller, behind views written by triggers."""

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def profile() -> str:
    return """
        create view profile as
        select id, name, string_agg(bio, '') as bio from member group by id;

        create function write_profile() returns trigger
        language plpgsql security definer set search_path from current as $$
        begin
            update member set name = new.name, bio = new.bio where id = old.id;
            return new;
        end $$;
        create trigger write instead of update on profile
        for each row execute function write_profile();
    """


def directory() -> str:
    return """
        create function listed() returns table (id int, name text, email text)
        language plpgsql stable security definer set search_path from current as $$
        begin
            return query
            select m.id, m.name, m.email from member m where m.visibility = 'public';
        end $$;
        create view directory as select id, name, email from listed()
    """


def my_order() -> str:
    return """
        create view my_order as
        select id, tenant, product, quantity, archived
        from current_order where tenant = current_user;

        create function write_my_order() returns trigger
        language plpgsql security definer set search_path from current as $$
        begin
            if tg_op = 'DELETE' then
                delete from orders where id = old.id;
                return old;
            end if;
            if new.tenant is distinct from session_user or new.archived then
                raise check_violation using message = 'not an order of yours';
            end if;
            if tg_op = 'UPDATE' then
                delete from orders where id = old.id;
            end if;
            insert into orders select new.*;
            return new;
        end $$;
        create trigger write instead of insert or update or delete on my_order
        for each row execute function write_my_order();
    """


def book_details() -> str:
    return """
        create view book_details as
        select b.id, b.title, a.name as author from book b, author a where a.id = b.author_id;

        create function write_book() returns trigger language plpgsql as $$
        declare writer int;
        begin
            if tg_op <> 'DELETE' then
                insert into author (name) values (new.author)
                on conflict (name) do update set name = excluded.name
                returning id into writer;
            end if;
            case tg_op
            when 'INSERT' then
                insert into book (title, author_id) values (new.title, writer)
                returning id into new.id;
            when 'UPDATE' then
                update book set title = new.title, author_id = writer where id = old.id;
            else
                delete from book where id = old.id;
                return old;
            end case;
            return new;
        end $$;
        create trigger write instead of insert or update or delete on book_details
        for each row execute procedure write_book();
    """


def report() -> str:
    return """
        create function counted() returns table (tenant text, orders bigint, quantity bigint)
        language sql stable security invoker set search_path from current as $$
            select tenant, count(*), sum(quantity)
            from orders where not archived group by tenant
        $$;
        create view report as select tenant, orders, quantity from counted()
    """

"""The nine workloads of `index_access_methods`. Read them; there is nothing to edit here."""

from typing import NamedTuple


class Workload(NamedTuple):
    wish: str
    """What the workload is, and what it asks for beyond an index that pays."""
    table: str
    setup: str
    queries: tuple[str, ...]
    """What is asked all day long."""
    kilobytes: int = 0
    """The most that the index may take, where that matters."""
    refused: str = ""
    """A row that must not get in."""


WORKLOADS = {
    "sign_in": Workload(
        wish="People sign in with their address, in capitals or not.",
        table="account",
        setup="""
            create table account (id int primary key, email text not null, about text not null);
            insert into account
                select i, 'User' || i || '@Example.com', repeat('.', 150)
                from generate_series(1, 2000) i
        """,
        queries=("select id from account where lower(email) = 'user17@example.com'",),
    ),
    "currency_by_code": Workload(
        wish="Every invoice looks up the currency that it is in.",
        table="currency",
        setup="""
            create table currency (code text not null, name text not null);
            insert into currency
                select 'C' || i, 'Currency number ' || i from generate_series(1, 30) i
        """,
        queries=("select name from currency where code = 'C7'",),
    ),
    "oldest_open_orders": Workload(
        wish="The packers' screen. One order in a hundred is open. At most 16 kB of index.",
        table="orders",
        setup="""
            create table orders (id int, status text not null, placed int not null, note text);
            insert into orders
                select i, case when i % 100 = 0 then 'open' else 'done' end,
                       (i * 7919) % 6000, repeat('.', 150)
                from generate_series(1, 6000) i
        """,
        queries=("select * from orders where status = 'open' order by placed limit 10",),
        kilobytes=16,
    ),
    "balance_of_an_owner": Workload(
        wish="No owner has two wallets. The query reads the index and nothing else.",
        table="wallet",
        setup="""
            create table wallet (owner int not null, balance int not null, note text not null);
            insert into wallet
                select (i * 7919) % 2500, i % 1000, repeat('.', 150)
                from generate_series(1, 2500) i
        """,
        queries=("select balance from wallet where owner = 1711",),
        refused="insert into wallet values (1711, 1234567, 'a second wallet of this owner')",
    ),
    "unread_messages": Workload(
        wish="An export of all that is unread, which is every second message.",
        table="message",
        setup="""
            create table message (id int primary key, is_unread bool not null, body text not null);
            insert into message
                select i, i % 2 = 0, repeat('.', 150) from generate_series(1, 2500) i
        """,
        queries=("select id, body from message where is_unread",),
    ),
    "recalled_devices": Workload(
        wish="Who asks for which key is not known beforehand: these two are examples.",
        table="device",
        setup="""
            create table device (id int primary key, doc jsonb not null);
            insert into device
                select i, jsonb_build_object('model', 'm' || i % 20, 'about', repeat('.', 150))
                       || case when i % 1000 = 7 then jsonb_build_object('recall', i) else '{}' end
                from generate_series(1, 3000) i
        """,
        queries=(
            """select id from device where doc @> '{"recall": 2007}'""",
            "select id from device where doc ? 'recall'",
        ),
    ),
    "bookings_of_the_hall": Workload(
        wish="There is one hall, so no two bookings may overlap.",
        table="booking",
        setup="""
            create table booking (during tsrange not null, guest text not null);
            insert into booking
                select tsrange(hour, hour + interval '45 minutes'), repeat('.', 800)
                from generate_series(timestamp '2030-01-01', '2030-01-31', '1 hour') hour
        """,
        queries=(
            "select * from booking where during && tsrange('2030-01-23 10:30', '2030-01-23 12:15')",
        ),
        refused="insert into booking values (tsrange('2030-01-07 08:30', '2030-01-07 10:00'), '')",
    ),
    "readings_of_a_night": Workload(
        wish="A log, appended to in the order of time. At most 40 kB of index.",
        table="reading",
        setup="""
            create table reading (at timestamp not null, celsius int not null, raw text not null);
            insert into reading
                select timestamp '2030-01-01' + i * interval '1 minute', i % 50, repeat('.', 400)
                from generate_series(1, 8000) i
        """,
        queries=(
            "select max(celsius) from reading where at between '2030-01-04 23:00' and '2030-01-05'",
        ),
        kilobytes=40,
    ),
    "session_of_a_token": Workload(
        wish="Tokens are signed, and 3 kB long; token_of() stands for the browser that sends one.",
        table="session",
        setup="""
            create function token_of(who int) returns text immutable language sql as $$
                select string_agg(encode(sha512((who * 100 + part)::text::bytea), 'hex'), '')
                from generate_series(1, 25) part
            $$;
            create table session (who int not null, token text not null);
            insert into session select who, token_of(who) from generate_series(1, 600) who
        """,
        queries=("select who from session where token = token_of(7)",),
    ),
}

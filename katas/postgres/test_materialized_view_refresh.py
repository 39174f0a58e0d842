import psycopg
import pytest

from dojo.kit.postgres import Pg
from katas.postgres.materialized_view_refresh import refresh

TABLES = """
create table refreshed (view regclass primary key, at timestamptz not null);
create table sale (shop text not null, cents int not null);
insert into sale values ('Ada', 10), ('Ada', 20), ('Ben', 5), ('Ben', 9);
create materialized view sales_by_shop as
    select shop, count(*) as sales, sum(cents) as cents from sale group by shop;
create unique index key on sales_by_shop (shop);
create table visit (shop text not null);
create materialized view visits_by_shop as
    select shop, count(*) as visits from visit group by shop;
create unique index on visits_by_shop (shop);
"""
OLD = [("Ada", 2, 30), ("Ben", 2, 14)]
SALE = "insert into sale values ('Ben', 7)"
NEW = [("Ada", 2, 30), ("Ben", 3, 21)]
SHAKY = """
create sequence tries;
create function try() returns bigint language plpgsql set search_path from current as $$
begin
    if nextval('tries') = 2 then raise 'no'; end if;
    return currval('tries');
end $$;
create materialized view shaky as select try() as number;
"""
BROKEN = """
create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create trigger broken before insert or update on refreshed
for each row execute function fail();
"""
LOCK_SALES = "lock table sale in access exclusive mode"
HASTE = "100ms"
"""How long a call may wait for a lock that should not wait at all."""


@pytest.fixture
def shop(pg):
    """Two views and their tables; one sale has come since the views were filled."""
    pg.run(TABLES)
    pg.run(SALE)
    return pg


@pytest.fixture
def other_shop(pg_database):
    """The same in another schema."""
    one = Pg(pg_database)
    one.run(TABLES)
    one.run(SALE)
    yield one
    one.close()


def attempt(conn, view="sales_by_shop"):
    """Return what `refresh` returns, or the name of the database error that it raises."""
    try:
        return refresh(conn, view)
    except psycopg.Error as error:
        return type(error).__name__


def job(view="sales_by_shop"):
    return lambda conn: attempt(conn, view)


def at_once(shop, lock, *jobs):
    """Run the jobs while somebody holds a lock, let go, return what became of them."""
    outcomes = shop.race(lock, *jobs)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def in_haste(conn):
    """Have waiting for a lock soon end with LockNotAvailable on a connection."""
    conn.execute(f"set lock_timeout = '{HASTE}'")
    return conn


def in_transaction(shop):
    """Return a connection inside a transaction in which Ben was visited."""
    caller = shop.connect(autocommit=False)
    caller.execute("insert into visit values ('Ben')")
    return caller


def rows(shop, view="sales_by_shop"):
    """Return the rows that everybody sees in a view, or the error that they get."""
    try:
        return in_haste(shop.connection).execute(f"select * from {view} order by 1").fetchall()
    except psycopg.Error as error:
        return type(error).__name__


def records(shop):
    """Return the committed rows of the table refreshed."""
    return dict(shop.run("select view::text, at from refreshed"))


def clock(conn):
    return conn.execute("select clock_timestamp()").fetchone()[0]


def expect_new(shop, after):
    got = rows(shop)
    assert got == NEW, f"after {after} others must see the new rows {NEW}; they see {got}"
    got = list(records(shop))
    assert got == ["sales_by_shop"], f"after {after} refreshed must have a row for it; has {got}"


def expect_old(shop, after):
    got = rows(shop)
    assert got == OLD, f"{after} must leave the old rows, {OLD}; others see {got}"
    got = records(shop)
    assert got == {}, f"{after} must leave no row in refreshed; there is {got}"


def write_on(caller, after):
    try:
        caller.execute("insert into visit values ('Cy')")
    except psycopg.Error as error:
        pytest.fail(
            f"the caller's transaction must go on after {after}, but its next statement "
            f"failed: {type(error).__name__}"
        )
    caller.commit()


# One call


@pytest.mark.parametrize(
    "index",
    [
        "create unique index on sales_by_shop (shop)",
        "create unique index on sales_by_shop (cents, shop)",
        "create unique index on sales_by_shop (shop) include (sales)",
        "create unique index on sales_by_shop (shop) where cents > 0; "
        "create unique index on sales_by_shop (cents); create index on sales_by_shop (shop)",
    ],
)
def test_a_view_with_the_right_index_is_refreshed_concurrently(shop, index):
    shop.run("drop index key")
    shop.run(index)
    got = attempt(shop.connect())
    assert got == "concurrently", f"`{index}` makes it 'concurrently'; got {got}"
    expect_new(shop, "a refresh")


@pytest.mark.parametrize(
    "index",
    [
        "select 'no index'",
        "create index on sales_by_shop (shop)",
        "create unique index on sales_by_shop (shop) where cents > 0",
        "create unique index on sales_by_shop (lower(shop))",
        "create unique index on sales_by_shop (shop, (cents + 1))",
    ],
)
def test_a_view_without_the_right_index_is_refreshed_plainly(shop, index):
    shop.run("drop index key")
    shop.run(index)
    got = attempt(shop.connect())
    assert got == "plain", f"`{index}` is not what CONCURRENTLY needs: 'plain'; got {got}"
    expect_new(shop, "a plain refresh")


def test_an_index_that_failed_to_be_built_does_not_count(shop):
    shop.run("drop index key")
    with pytest.raises(psycopg.errors.UniqueViolation):
        shop.run("create unique index concurrently on sales_by_shop (sales)")
    got = attempt(shop.connect())
    assert got == "plain", (
        f"a unique index that could not be built stays as an invalid one, which CONCURRENTLY "
        f"cannot use: 'plain'; got {got}"
    )
    expect_new(shop, "a plain refresh")


def test_a_view_that_was_never_filled_is_filled_plainly(shop):
    shop.run("refresh materialized view sales_by_shop with no data")
    conn = shop.connect()
    got = attempt(conn)
    assert got == "plain", f"a view WITH NO DATA has to be filled by 'plain' first; got {got}"
    expect_new(shop, "the first refresh")
    got = attempt(conn)
    assert got == "concurrently", f"once it is filled, it goes 'concurrently'; got {got}"


@pytest.mark.parametrize("view", ["Sales", 'sales by "shop"', "select"])
def test_a_name_may_need_quotes(shop, view):
    quoted = '"' + view.replace('"', '""') + '"'
    shop.run(f"create materialized view {quoted} as select sum(cents) as cents from sale")
    shop.run(f"create unique index on {quoted} (cents)")
    shop.run(SALE)
    got = attempt(shop.connect(), view)
    assert got == "concurrently", f"the view {quoted} exists and has its index; got {got}"
    got = rows(shop, quoted), list(records(shop))
    assert got == ([(58,)], [quoted]), (
        f"view {quoted} was to have the sum of all sales, 58, and its row in refreshed; got {got}"
    )


@pytest.mark.parametrize("view", ["nothing", "sale"])
def test_what_is_no_materialized_view_is_an_error(shop, view):
    try:
        got = refresh(shop.connect(), view)
    except psycopg.Error:
        got = "psycopg.Error"
    assert got == "psycopg.Error", (
        f"'{view}' is no materialized view and PostgreSQL says so: its error must pass; got {got}"
    )


def test_each_refresh_says_when_it_was(shop):
    for count in (1, 2):
        before = clock(shop.connection)
        attempt(shop.connect())
        after = clock(shop.connection)
        got = records(shop)
        what = f"refresh {count} ran between {before} and {after}; refreshed has {got}"
        assert list(got) == ["sales_by_shop"], what
        assert before <= got["sales_by_shop"] <= after, what


# Errors


@pytest.mark.parametrize("index", ["create unique index on shaky (number)", "select 'no index'"])
def test_an_error_of_the_query_passes_through(shop, index):
    shop.run(SHAKY)
    shop.run(index)
    got = attempt(shop.connect(), "shaky")
    assert got == "RaiseException", (
        f"the view's query raised RaiseException, the first time that it was refreshed: that must "
        f"pass through; got {got}, with `{index}`"
    )
    got = rows(shop, "shaky"), records(shop)
    assert got == ([(1,)], {}), (
        f"a refresh that failed was to leave the row 1 and no record; got {got}"
    )


@pytest.mark.parametrize("index", ["create unique index on shaky (number)", "select 'no index'"])
def test_an_error_keeps_nobody_from_refreshing(shop, index):
    shop.run(SHAKY)
    shop.run(index)
    failed = shop.connect()
    error = attempt(failed, "shaky")
    got = attempt(shop.connect(), "shaky")
    assert got in ("concurrently", "plain"), (
        f"a call failed ({error}) and is over, so another session must be able to refresh; "
        f"got {got}"
    )


def test_new_rows_and_record_are_committed_together(shop):
    shop.run(BROKEN)
    got = attempt(shop.connect())
    assert got == "RaiseException", f"the row for refreshed was refused; got {got}"
    expect_old(shop, "a refresh whose row for refreshed was refused")


# At once


@pytest.mark.parametrize(
    ("lock", "how"),
    [
        ("select * from sales_by_shop", "plain"),
        ("analyze sales_by_shop", "concurrently"),
        ("refresh materialized view sales_by_shop", "concurrently"),
    ],
)
def test_what_is_no_call_is_waited_for(shop, lock, how):
    def linger(conn):
        """Keep the lock a little: a call that gives up soon has given up by then."""
        conn.execute("select pg_sleep(0.06)")

    if how == "plain":
        shop.run("drop index key")
    got, _ = at_once(shop, lock, job(), linger)
    assert got == how, (
        f"`{lock}` in an open transaction is no call of this function: it must be waited for, "
        f"and then it is '{how}'; got {got}"
    )
    expect_new(shop, f"waiting for `{lock}`")


def test_readers_read_on_while_it_is_refreshed_concurrently(shop):
    def read(conn):
        return conn.execute("select * from sales_by_shop order by 1").fetchall()

    got = at_once(shop, LOCK_SALES, job(), read)
    assert got == ["concurrently", OLD], (
        f"while REFRESH waits for the table of sales, somebody reads the view and must get the "
        f"old rows at once, {OLD}; the outcomes are {got}"
    )


@pytest.mark.parametrize("how", ["concurrently", "plain"])
def test_of_two_calls_at_once_the_second_is_skipped(shop, how):
    if how == "plain":
        shop.run("drop index key")
    got = at_once(shop, LOCK_SALES, job(), job())
    assert got == [how, "skipped"], (
        f"while one call is at work, the other must be skipped at once: ['{how}', 'skipped']; "
        f"got {got}"
    )
    expect_new(shop, "two calls at once")


def test_another_view_is_refreshed_at_the_same_time(shop):
    def read(conn):
        return conn.execute("select * from visits_by_shop").fetchall()

    shop.run("insert into visit values ('Ada')")
    got = at_once(shop, LOCK_SALES, job(), job("visits_by_shop"), read)
    assert got == ["concurrently", "concurrently", [("Ada", 1)]], (
        f"while sales_by_shop is refreshed, visits_by_shop is another view: it must be refreshed, "
        f"to ('Ada', 1), without waiting; the outcomes are {got}"
    )


def test_a_view_of_the_same_name_in_another_schema_is_another_view(shop, other_shop):
    def refresh_other(conn):
        conn.execute(f"set search_path = {other_shop.schema}")
        return attempt(conn)

    got = at_once(shop, LOCK_SALES, job(), refresh_other, lambda conn: rows(other_shop))
    assert got == ["concurrently", "concurrently", NEW], (
        f"while sales_by_shop is refreshed, the view of this name in another schema must be "
        f"refreshed, to {NEW}, without waiting; the outcomes are {got}"
    )


def test_the_record_promises_no_more_than_the_view_shows(shop):
    sold = f"{LOCK_SALES}; insert into sale values ('Ada', 40)"
    outcome, before = at_once(shop, sold, job(), clock)
    assert outcome == "concurrently", f"REFRESH has to wait for the table of sales; got {outcome}"
    at, got = records(shop)["sales_by_shop"], rows(shop)
    assert at <= before or ("Ada", 3, 70) in got, (
        f"Ada's third sale was committed after {before}, while REFRESH was on its way. "
        f"If it is not in the view, `at` must not be later than that; it is {at}, with {got}"
    )


# In the caller's transaction


def test_the_caller_commits_what_is_in_its_transaction(shop):
    caller = in_transaction(shop)
    caller.execute("insert into sale values ('Cy', 1)")
    got = attempt(caller)
    assert got == "concurrently", f"inside a transaction it goes 'concurrently', too; got {got}"
    expect_old(shop, "a call in the caller's transaction, not committed yet,")
    caller.execute("insert into sale values ('Cy', 2)")
    got = attempt(caller)
    assert got == "concurrently", (
        f"a second call in the same transaction is not *another* session's; got {got}"
    )
    caller.commit()
    got = rows(shop), list(records(shop))
    assert got == ([*NEW, ("Cy", 2, 3)], ["sales_by_shop"]), (
        f"the caller sold twice, refreshed after each and committed; got {got}"
    )


def test_the_caller_rolls_back_what_is_in_its_transaction(shop):
    caller = in_transaction(shop)
    attempt(caller)
    caller.rollback()
    expect_old(shop, "the caller's rollback")


def test_a_refresh_lasts_until_its_transaction_ends(shop):
    caller = in_transaction(shop)
    attempt(caller)
    got = attempt(in_haste(shop.connect()))
    assert got == "skipped", (
        f"a transaction that refreshed is still open: a call of another session must be skipped "
        f"at once; got {got}"
    )
    caller.rollback()
    expect_old(shop, "a call that was rolled back, and one that was skipped,")
    got = attempt(in_haste(shop.connect())), attempt(in_haste(shop.connect()))
    assert got == ("concurrently", "concurrently"), (
        f"the transaction is over, and so is each of two more calls, one after the other: both "
        f"were to refresh; got {got}"
    )


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("sales_by_shop", "concurrently"),
        ("plain", "plain"),
        ("shaky", "RaiseException"),
        ("skipped", "skipped"),
    ],
)
def test_the_callers_transaction_goes_on(shop, view, expected):
    shop.run(SHAKY)
    shop.run("create materialized view plain as select * from sale")
    shop.run("create materialized view skipped as select * from sale")
    refresh(in_transaction(shop), "skipped")
    caller = in_haste(in_transaction(shop))
    got = attempt(caller, view)
    assert got == expected, f"view {view}, in the caller's transaction: {expected}; got {got}"
    write_on(caller, expected)
    got = shop.run("select * from visit")
    assert got == [("Ben",), ("Cy",)], (
        f"the caller wrote Ben, called, wrote Cy and committed; after {expected} there is {got}"
    )


def interrupted(shop, count):
    """Call, and have another session call in between, behind that many statements.

    Return both outcomes, the other's first; it is missing if there are no more statements.
    The other's transaction stays open until the call is over.
    """
    outcomes, left = [], count
    other = in_haste(in_transaction(shop))
    conn = in_haste(shop.connect())

    class Interrupted(psycopg.Cursor):
        def execute(self, *args, **named):
            nonlocal left
            left -= 1
            if left == -1:
                outcomes.append(attempt(other))
            return super().execute(*args, **named)

    conn.cursor_factory = Interrupted
    outcomes.append(attempt(conn))
    other.rollback()
    return outcomes


def test_a_call_may_come_between_any_two_statements_of_another(shop):
    for count in range(20):
        got = interrupted(shop, count)
        if len(got) == 1:
            break
        assert sorted(got) == ["concurrently", "skipped"], (
            f"behind {count} statements of a call, a call of another session came, and its "
            f"transaction stayed open: exactly one of the two must refresh and the other be "
            f"skipped at once; the other's outcome was {got[0]}, then this one's {got[1]}"
        )

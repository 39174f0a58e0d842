import psycopg
import pytest

from dojo.kit.postgres import Pg
from katas.postgres.counter_cache import ddl

TABLES = """
create table authors (id int primary key, name text not null);
create table posts (id int primary key, title text not null,
                    comments_count int not null default 0);
create table comments (id int primary key,
                       post_id int not null references posts on delete cascade,
                       author_id int not null references authors on delete cascade,
                       body text not null);
create index on comments (post_id);
create index on comments (author_id);
insert into authors values (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
insert into posts values (3, 'c', 1), (1, 'a', 3), (4, 'd', 0), (2, 'b', 2);
insert into comments values (11, 1, 1, ''), (12, 1, 2, ''), (13, 1, 3, ''),
                            (21, 2, 1, ''), (22, 2, 2, ''), (31, 3, 1, '');
"""
WATCH = """
create table written (post_id int);
create function write_down() returns trigger language plpgsql as $$
begin insert into written values (new.id); return null; end $$;
create trigger watch after update on posts for each row execute function write_down();
"""
MORE_POSTS = """
insert into posts select n * 17 % 56 + 5, '', 1 from generate_series(1, 56) n;
insert into comments select n + 200, n, 1, '' from generate_series(5, 60) n;
"""
EXACT = """
select posts.id, count(comments.id) from posts left join comments on post_id = posts.id
group by posts.id order by posts.id
"""
CROWD = "insert into comments select n, n % 4 + 1, n % 3 + 1, '' from generate_series(101, 1100) n"

STATEMENTS = {
    "insert": "insert into comments values (90, 4, 1, '')",
    "insert of many": CROWD,
    "delete": "delete from comments where id = 12",
    "delete of many": "delete from comments where author_id < 3",
    "move": "update comments set post_id = 4 where id = 11",
    "move of many": "update comments set post_id = post_id % 3 + 1",
    "move with another id": "update comments set id = id + 100, post_id = 2 where post_id = 1",
    "cascade from authors": "delete from authors where id < 3",
    "cascade from a post": "delete from posts where id = 1",
    "truncate": "truncate comments",
    "truncate of authors": "truncate authors cascade",
}
DAY = [
    "insert into comments values ({id}, {post}, 1, '') on conflict do nothing",
    "insert into comments values ({id} + 30, {post}, 2, '') on conflict do nothing",
    "update comments set post_id = {post} where id % 3 = {rest}",
    "delete from comments where id = {id}",
]


@pytest.fixture(scope="module")
def tables(pg_database):
    """Posts 1 to 4 with 3, 2, 1 and 0 comments, and those counts."""
    one = Pg(pg_database)
    one.run(TABLES)
    yield one
    one.close()


@pytest.fixture
def blog(tables):
    """The tables, for one session: all that a test does is rolled back."""
    with tables.connection.transaction(force_rollback=True):
        yield tables


@pytest.fixture
def busy_blog(pg):
    """Tables of the test's own, for several sessions."""
    pg.run(TABLES)
    return pg


def refused(error):
    return f"SQLSTATE {error.sqlstate}: {str(error).partition(chr(10))[0]}"


def run(blog, statements, what=None):
    """Run statements in one transaction; a refusal is a failure of the test."""
    try:
        with blog.connection.transaction():
            return blog.run(statements)
    except psycopg.Error as error:
        pytest.fail(f"{what or f'`{statements}`'} failed with {refused(error)}")


def install(blog):
    run(blog, ddl(), "what ddl() returned")


def counts(blog):
    return dict(blog.run("select id, comments_count from posts order by id"))


def assert_exact(blog, after):
    got, exact = counts(blog), dict(blog.run(EXACT))
    assert got == exact, (
        f"after {after}\nthe posts have these comments: {exact}\n"
        f"but their comments_count says: {got}"
    )


def updates(blog):
    """Return how often each post was updated, of those that were."""
    return dict(blog.run("select post_id, count(*) from written group by 1 order by 1"))


def job(statement):
    """Return a job for a race: run one statement, return "done" or the name of the error."""

    def run_it(conn):
        try:
            with conn.transaction():
                conn.execute(statement)
        except psycopg.Error as error:
            return type(error).__name__
        return "done"

    return run_it


def at_once(blog, locked, *statements):
    """Run statements while somebody holds a lock; let go, return what became of each."""
    outcomes = blog.race(locked, *map(job, statements))
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def hold(post):
    """Lock a post as an update of its title would: comments may still refer to it."""
    return f"select from posts where id = {post} for no key update"


@pytest.mark.parametrize("kind", STATEMENTS)
def test_counts_are_exact_after_each_kind_of_statement(blog, kind):
    install(blog)
    run(blog, STATEMENTS[kind])
    assert_exact(blog, f"{kind}: `{STATEMENTS[kind]}`")


def test_counts_stay_exact_through_a_long_day(blog):
    install(blog)
    for n in range(60):
        statement = DAY[n * 7 % 10 % 4].format(id=n * 5 % 23, post=n % 4 + 1, rest=n % 3)
        run(blog, statement)
        assert_exact(blog, f"step {n}: `{statement}`")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(CROWD, id="insert"),
        pytest.param("delete from comments", id="delete"),
        pytest.param("update comments set post_id = post_id % 3 + 1", id="move"),
    ],
)
def test_a_statement_updates_each_post_at_most_once(blog, statement):
    install(blog)
    blog.run(WATCH)
    run(blog, statement)
    got = updates(blog)
    assert all(often == 1 for often in got.values()), (
        f"one statement is to update a post at most once\n`{statement}`\n"
        f"but the posts were updated this often: {got}"
    )
    assert_exact(blog, f"`{statement}`")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            "insert into comments values (91, 1, 1, '')",
            "insert into comments values (92, 1, 2, '')",
            {1: 5, 2: 2, 3: 1, 4: 0},
            id="two inserts",
        ),
        pytest.param(
            "delete from comments where id = 11",
            "insert into comments values (92, 1, 2, '')",
            {1: 3, 2: 2, 3: 1, 4: 0},
            id="delete and insert",
        ),
        pytest.param(
            "update comments set post_id = 2 where id = 11",
            "update comments set post_id = 1 where id = 31",
            {1: 3, 2: 3, 3: 0, 4: 0},
            id="two moves",
        ),
    ],
)
def test_two_sessions_at_once_lose_no_change(busy_blog, first, second, expected):
    install(busy_blog)
    outcomes = at_once(busy_blog, hold(1), first, second)
    what = f"`{first}`\nand `{second}`\nat once"
    failed = " ".join(sorted({*outcomes} - {"done"}))
    assert not failed, f"one of two statements that share a post failed: {failed}\n{what}"
    got = counts(busy_blog)
    assert got == expected, (
        f"two statements at once must leave comments_count at {expected}, but a change was lost: "
        f"{got}\n{what}"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "insert into comments select 100 + n, 61 - n, 1, '' from generate_series(1, 60) n",
        "insert into comments select 100 + n, n, 1, '' from generate_series(1, 60) n",
        "delete from comments",
        "update comments set post_id = 1",
    ],
)
def test_posts_are_locked_in_ascending_order(busy_blog, statement):
    def locked(conn):
        free = conn.execute("select id from posts for no key update skip locked").fetchall()
        return sorted({*range(2, 61)} - {post for (post,) in free})

    busy_blog.run(MORE_POSTS)
    install(busy_blog)
    outcome, got = busy_blog.race(hold(1), job(statement), locked)
    assert got == [], (
        f"a statement that waits for post 1 already holds {len(got)} others: one that takes them "
        f"the other way round would deadlock with it\n`{statement}`\nit holds the posts {got}"
    )
    assert outcome == "done", f"it waited for post 1 and then failed: {outcome}\n`{statement}`"


@pytest.mark.parametrize(
    ("statement", "trace"),
    [
        ("insert into comments values (91, 2, 1, '')", "id = 91"),
        ("update comments set post_id = 3 where id = 21", "id = 21 and post_id = 3"),
    ],
)
def test_statements_that_share_no_post_do_not_wait_for_each_other(busy_blog, statement, trace):
    def is_done(conn):
        return bool(conn.execute(f"select from comments where {trace}").fetchall())

    install(busy_blog)
    wait = "insert into comments values (90, 1, 1, '')"
    outcomes = busy_blog.race(hold(1), job(wait), job(statement), is_done)
    assert outcomes == ["done", "done", True], (
        f"while another comment waits for post 1, a statement on other posts must not "
        f"wait\n`{statement}`\nthe outcomes are {outcomes}, to be done, done, True"
    )


def test_an_insert_does_not_read_the_other_comments(blog):
    def comments_read():
        [(read,)] = blog.run(
            "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
            " where relid = 'comments'::regclass"
        )
        return read

    install(blog)
    run(blog, CROWD)
    before = comments_read()
    run(blog, "insert into comments values (90, 1, 1, '')")
    got = comments_read() - before
    assert got < 10, f"an insert of one comment, where post 1 has 253 others, read {got} comments"

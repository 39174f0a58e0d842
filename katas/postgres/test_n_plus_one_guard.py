import itertools
import re
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row

from katas.postgres.n_plus_one_guard import NPlusOneDetected, QueryGuard, fingerprint

TABLES = """
create table t1 (id int, a int, b int, c bool, notc bool, s text, x numeric,
                 "A" int, "Key" int, key int, "a b" int, "a  b" int, "a--" int, "a-- " int);
create table t2 (like t1);
"""
SHOP = """
create table author (id int primary key, name text not null);
create table book (id int, author_id int);
insert into author select n, 'author ' || n from generate_series(1, 20) n;
"""
EQUAL = {
    "numbers": [
        ("select a from t1 where id = 7", "select a from t1 where id = 42"),
        ("select x * 2.5 from t1", "select x * .5e-3 from t1"),
        ("select a from t1 limit 5", "select a from t1 limit 1000"),
    ],
    "white space": [
        ("select a from t1", " select\ta\n  from   t1\n"),
        ("select a , b from t1 where ( id = 7 )", "select a,b from t1 where(id=7)"),
    ],
    "upper and lower case": [
        ("select a from t1", "SELECT A From T1"),
    ],
    "strings": [
        ("select a from t1 where s = 'x'", "select a from t1 where s = 'Y z, 1'"),
        ("select a from t1 where s = 'its'", "select a from t1 where s = 'it''s'"),
    ],
    "comments": [
        ("select a from t1", "select a -- all\nfrom t1 -- of them"),
        ("select a from t1", "select/* 1 */a /*\n * */ from t1"),
        ("select a from t1 where s = 'x'", "select a -- don't\nfrom t1 where s /* $$ ' */ = 'x'"),
    ],
    "what looks like a comment in a string": [
        ("select a from t1 where s = '--' and id = 7", "select a from t1 where s = '' and id = 7"),
        ("select a from t1 where s = '/*' and id = 7", "select a from t1 where s = '' and id = 7"),
    ],
    "how a string is written": [
        (
            "select a from t1 where s = 'its' and id = 7",
            r"select a from t1 where s = E'it\'s \\' and id = 7",
        ),
        (
            "select a from t1 where s = 'x' and id = 7",
            "select a from t1 where s = $$it's$$ and id = 7",
        ),
        (
            "select a from t1 where s = 'x' and id = 7",
            "select a from t1 where s = $q$ it's $$ $q$ and id = 7",
        ),
    ],
}
NUMBERED = (
    "select a from t1 where a = $1 and b = $2",
    "select a from t1 where a = $2 and b = $1",
)
DIFFERENT = {
    "names": [
        ("select a from t1", "select b from t1"),
        ("select a from t1", "select a from t2"),
        ("select a from t1 where notc", "select a from t1 where not c"),
    ],
    "what stands in double quotes": [
        ('select "Key" from t1', 'select "key" from t1'),
        ('select "a b" from t1', 'select "a  b" from t1'),
        ('select "a--" from t1', 'select "a-- " from t1'),
    ],
    "operators and parameters": [
        ("select a from t1 where id < 7", "select a from t1 where id <= 7"),
        NUMBERED,
    ],
    "what stands between comments and strings": [
        (
            "select a from t1 where s = '--' and a = 7",
            "select a from t1 where s = '--' and b = 7",
        ),
        ("select a /* x */ from t1 /* y */", "select a /* x */ from t2 /* y */"),
        (
            "select a from t1 where s = 'x' or s > 'y'",
            "select a from t1 where s = 'x' or s < 'y'",
        ),
        (
            "select a from t1 where s = $$x$$ or s > $$y$$",
            "select a from t1 where s = $$x$$ or s < $$y$$",
        ),
        (
            r"select a from t1 where s = E'\\' or a = 7 or s = 'y'",
            r"select a from t1 where s = E'\\' or b = 7 or s = 'y'",
        ),
    ],
}
TEMPLATES = [
    "select a , b from {t} where id = {n} and s = {s}",
    "select count ( * ) from {t} where x * {f} > id or s < {s} || {s}",
    "insert into {t} ( a , s ) values ( {n} , {s} )",
    "update {t} set a = a + {n} , s = {s} where id <> {n}",
    'delete from {t} where "A" >= {n} and "a b" < {n}',
    'select "A" from {t} order by "a  b" limit {n}',
]
DRESSES = [
    {"gap": " ", "n": "7", "f": "1.5", "s": "'x'"},
    {"gap": "\n\t", "n": "1000", "f": ".5", "s": "''"},
    {"gap": "/* 'x' */", "n": "0", "f": "1e3", "s": "'''--'"},
    {"gap": " -- it's $$ 1\n", "n": "42", "f": "2.5E-3", "s": r"e'\'/*'"},
    {"gap": " /***/ ", "n": "9", "f": "0.1e+2", "s": "$t1$ 'x $$ $t1$"},
]
FOUND = re.compile(r"([\w.-]+\.py):(\d+)")
NAME_OF = "select name from author where id = %s"
ADD = "insert into book values (%s, 1)"


def dressed():
    """Return each template for two tables in each dress."""
    texts = []
    for template, dress, table in itertools.product(TEMPLATES, DRESSES, ["t1", "t2"]):
        text = template.replace(" ", "{gap}").replace('"a{gap}{gap}b"', '"a  b"')
        texts.append(text.replace('"a{gap}b"', '"a b"').format(t=table, **dress))
    return texts


def identifier(pg, statement):
    """Return the server's Query Identifier of the statement."""
    plan = "\n".join(line for (line,) in pg.run("explain (verbose) " + statement))
    return re.search(r"Query Identifier: (\S+)", plan)[1]


# The code under test.


def name_of(conn, number):
    return conn.execute(f"select name from author where id = {number}").fetchone()


def name_by_cursor(conn, number):
    with conn.cursor() as cursor:
        return cursor.execute(f"select name from author where id = {number}").fetchone()


def add_books(conn, number):
    with conn.cursor() as cursor:
        cursor.executemany(ADD, [[n] for n in range(number)])


def count_books(conn):
    return conn.execute("select count(*) from book").fetchone()


def place(function, below=1):
    """Return (file, line) that many lines below a function's first."""
    code = function.__code__
    return Path(code.co_filename).name, code.co_firstlineno + below


def watch(conn, work, **limits):
    """Run the work under a guard; return the guard and the exception that came out."""
    guard = QueryGuard(conn, **limits)
    try:
        with guard:
            work(conn)
    except NotImplementedError:
        raise
    except Exception as error:
        return guard, error
    return guard, None


def said(error):
    """Show an exception without the folders in its text."""
    return re.sub(r"/\S*/", "", f"{type(error).__name__}: {error}") if error else "nothing"


def detected(conn, work, **limits):
    """Return the text of the NPlusOneDetected that the work leads to."""
    _, error = watch(conn, work, **limits)
    assert isinstance(error, NPlusOneDetected), (
        f"the block sent one statement too often and was to end with NPlusOneDetected; "
        f"it ended with {said(error)}"
    )
    return str(error)


@pytest.fixture
def shop(pg):
    """Twenty authors, no book."""
    pg.run(SHOP)
    return pg


@pytest.fixture
def conn(shop):
    return shop.connect()


@pytest.mark.parametrize("what", EQUAL)
def test_fingerprints_do_not_depend_on(what):
    for first, second in EQUAL[what]:
        one, other = fingerprint(first), fingerprint(second)
        assert one == other, (
            f"fingerprints must not depend on {what}: for\n  {first!r}\n  {second!r}\n"
            f"they are\n  {one!r}\n  {other!r}"
        )


@pytest.mark.parametrize("what", DIFFERENT)
def test_fingerprints_depend_on(what):
    for first, second in DIFFERENT[what]:
        one = fingerprint(first)
        assert one != fingerprint(second), (
            f"fingerprints must depend on {what}: for\n  {first!r}\n  {second!r}\n"
            f"both are\n  {one!r}"
        )


def test_the_server_tells_the_same_statements_apart(pg):
    pg.run(TABLES)
    pairs = itertools.chain(*EQUAL.values(), *DIFFERENT.values())
    texts = [text for pair in pairs if pair != NUMBERED for text in pair] + dressed()
    known = [(text, fingerprint(text), identifier(pg, text)) for text in texts]
    for (one, ours, theirs), (other, ours_too, theirs_too) in itertools.combinations(known, 2):
        is_one = theirs == theirs_too
        assert (ours == ours_too) == is_one, (
            f"PostgreSQL gives these {'one identifier' if is_one else 'two identifiers'}\n"
            f"  {one!r}\n  {other!r}\nbut their fingerprints are\n  {ours!r}\n  {ours_too!r}"
        )


@pytest.mark.parametrize("most", [1, 5])
def test_one_statement_more_than_allowed_is_detected(conn, most):
    def work(conn):
        for number in range(sent):
            name_of(conn, number)

    sent = most
    _, error = watch(conn, work, max_repeats=most)
    assert error is None, (
        f"max_repeats={most} allows a statement {most} times, and it was sent {most} times; "
        f"the block ended with {said(error)}"
    )
    sent = most + 1
    _, error = watch(conn, work, max_repeats=most)
    assert isinstance(error, NPlusOneDetected), (
        f"max_repeats={most} does not allow a statement {most + 1} times: the block was to end "
        f"with NPlusOneDetected; it ended with {said(error)}"
    )


def test_two_repeats_are_allowed_unless_said_otherwise(conn):
    def work(conn):
        for number in range(sent):
            name_of(conn, number)

    sent = 2
    _, error = watch(conn, work)
    assert error is None, f"a statement may be sent twice by default; got {said(error)}"
    sent = 3
    detected(conn, work)


def test_different_statements_are_no_repeats(conn):
    def work(conn):
        name_of(conn, 1)
        name_of(conn, 2)
        count_books(conn)
        count_books(conn)

    _, error = watch(conn, work)
    assert error is None, (
        f"two statements were sent twice each, which max_repeats=2 allows; got {said(error)}"
    )


def test_fewer_than_one_repeat_cannot_be_allowed(conn):
    try:
        QueryGuard(conn, max_repeats=0)
    except ValueError:
        return
    pytest.fail("max_repeats=0 must raise ValueError")


def by_connection(conn):
    for number in range(4):
        name_of(conn, number)


def by_parameters(conn):
    for number in range(8):
        conn.execute(NAME_OF, [number])
    conn.execute("select %(a)s::int", {"a": 1}, prepare=True)


def by_one_cursor(conn):
    cursor = conn.cursor()
    for number in range(4):
        cursor.execute(NAME_OF, [number], binary=True)


def by_new_cursors(conn):
    for number in range(4):
        name_by_cursor(conn, number)
        conn.cursor(row_factory=dict_row).execute(NAME_OF, (number,)).fetchone()


def by_executemany(conn):
    add_books(conn, 5)


def by_executemany_of_a_generator(conn):
    conn.cursor().executemany(ADD, ([number] for number in range(5)))


def by_executemany_returning(conn):
    conn.cursor().executemany(f"{ADD} returning id", [[1], [2], [3]], returning=True)


def by_executemany_of_nothing(conn):
    conn.cursor().executemany(ADD, [])
    count_books(conn)


def in_transactions(conn):
    with conn.transaction():
        name_of(conn, 1)
        with conn.transaction():
            add_books(conn, 3)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        pytest.param(by_connection, [4], id="connection"),
        pytest.param(by_parameters, [8, 1], id="parameters"),
        pytest.param(by_one_cursor, [4], id="one cursor"),
        pytest.param(by_new_cursors, [4, 4], id="new cursors"),
        pytest.param(by_executemany, [5], id="executemany"),
        pytest.param(by_executemany_of_a_generator, [5], id="executemany of a generator"),
        pytest.param(by_executemany_returning, [3], id="executemany returning"),
        pytest.param(by_executemany_of_nothing, [1], id="executemany of nothing"),
        pytest.param(in_transactions, [3, 1], id="transactions"),
    ],
)
def test_counts_are_those_of_the_servers_log(shop, conn, work, expected):
    way = work.__name__.replace("_", " ")
    with shop.statements() as sent:
        guard, error = watch(conn, work, max_repeats=50)
    assert error is None, f"{way}: the code must not notice the guard; it got {said(error)}"
    counts = sorted(guard.counts.values(), reverse=True)
    assert len(sent) == sum(expected), (
        f"{way}: {sum(expected)} statements were to reach the server, its log has {len(sent)}; "
        f"the guard counted {counts}"
    )
    assert sum(counts) == len(sent), (
        f"{way}: the server's log has {len(sent)} statements, the guard counted {counts}"
    )


def test_counts_are_kept_by_fingerprint(conn):
    def work(conn):
        for number in range(3):
            conn.execute(f"SELECT name FROM author WHERE id={number} -- {number}")
        conn.cursor().executemany(ADD, [[1], [2]])

    guard, _ = watch(conn, work, max_repeats=50)
    expected = {fingerprint("select name from author where id = 1"): 3, fingerprint(ADD): 2}
    assert guard.counts == expected, (
        f"a query was sent 3 times, an insert twice: counts was to be\n  {expected}\n"
        f"it is\n  {guard.counts}"
    )


def test_the_code_in_the_block_gets_its_rows(conn):
    with QueryGuard(conn, max_repeats=50):
        cursor = conn.cursor()
        cursor.executemany(f"{ADD} returning id", ([n] for n in (3, 4)), returning=True)
        returned = cursor.fetchall()
        returned += cursor.fetchall() if cursor.nextset() else []
        got = name_of(conn, 7), conn.cursor(row_factory=dict_row).execute(NAME_OF, [8]).fetchone()
        is_binary = conn.cursor().execute(NAME_OF, [1], binary=True).pgresult.fformat(0) == 1
    assert returned == [(3,), (4,)], f"executemany was to return 3 and 4, not {returned}"
    assert is_binary, "execute(..., binary=True) must ask for binary results in the block, too"
    expected = ("author 7",), {"name": "author 8"}
    assert got == expected, f"the rows {expected} were to come, in this form; got {got}"


def test_the_text_names_statement_and_count(conn):
    def work(conn):
        for number in range(7):
            name_of(conn, number)
        add_books(conn, 3)
        count_books(conn)

    text = detected(conn, work)
    for statement, count in (("select name from author where id = 1", 7), (ADD, 3)):
        kind = fingerprint(statement)
        assert kind in text, f"sent too often, so the text must have {kind!r}; it is {text!r}"
        assert re.search(rf"\b{count}\b", text), (
            f"{kind!r} was sent {count} times: the text must say so; it is {said(text)}"
        )
    kind = fingerprint("select count(*) from book")
    assert kind not in text, f"{kind!r} was sent once, the text must not have it: {said(text)}"


@pytest.mark.parametrize(
    ("ask", "below"),
    [
        pytest.param(name_by_cursor, 2, id="cursor.execute"),
        pytest.param(name_of, 1, id="connection.execute"),
        pytest.param(add_books, 2, id="executemany"),
    ],
)
def test_the_text_names_the_line_that_called_psycopg(conn, ask, below):
    def work(conn):
        for number in range(5):
            ask(conn, number)

    file, line = place(ask, below)
    named = sorted(set(FOUND.findall(detected(conn, work))))
    assert (file, str(line)) in named, (
        f"{ask.__name__} called psycopg in {file}:{line}; the text names "
        f"{[':'.join(one) for one in named]}"
    )


def test_the_text_names_every_line_that_sent_the_statement_and_no_other(conn):
    def work(conn):
        name_of(conn, 1)
        count_books(conn)
        name_by_cursor(conn, 2)
        name_by_cursor(conn, 3)

    named = {int(line) for _, line in FOUND.findall(detected(conn, work))}
    for function, below in ((name_of, 1), (name_by_cursor, 2)):
        assert place(function, below)[1] in named, (
            f"name_of and name_by_cursor sent one statement, so both lines must be named; "
            f"that of {function.__name__} is missing"
        )
    assert place(count_books)[1] not in named, (
        "count_books sent another statement, only once: its line must not be named"
    )


def test_an_exception_of_the_block_passes_through(conn):
    def work(conn):
        for number in range(5):
            name_of(conn, number)
        raise KeyError("the block's own")

    _, error = watch(conn, work)
    assert isinstance(error, KeyError), (
        f"the block repeated a statement and then raised KeyError: that one must come out, "
        f"not {said(error)}"
    )


def test_an_exception_of_the_database_passes_through(conn):
    _, error = watch(conn, lambda conn: conn.execute("select 1 / 0"))
    assert isinstance(error, psycopg.errors.DivisionByZero), (
        f"a division by zero must come out as psycopg raised it, not as {said(error)}"
    )


ENDS = {"in peace": 1, "with NPlusOneDetected": 5, "with an exception": None}


@pytest.mark.parametrize("end", ENDS)
def test_the_connection_is_as_it_was_after_a_block_that_ended(conn, end):
    def work(conn):
        for number in range(ENDS[end] or 1):
            name_of(conn, number)
        if ENDS[end] is None:
            raise KeyError

    before = conn.cursor_factory
    guard, _ = watch(conn, work)
    assert conn.cursor_factory is before, (
        f"after a block that ended {end}, cursor_factory was to be the one before; it is "
        f"{conn.cursor_factory.__name__}"
    )
    counted = dict(guard.counts)
    name_of(conn, 1)
    conn.cursor().executemany(ADD, [[1]])
    assert guard.counts == counted, (
        f"the block ended {end}; what is sent later does not count: "
        f"{counted} became {dict(guard.counts)}"
    )


def test_a_cursor_of_the_block_is_not_counted_after_it(conn):
    with QueryGuard(conn) as guard:
        cursor = conn.cursor()
        cursor.execute(NAME_OF, [1])
    cursor.execute(NAME_OF, [2])
    cursor.executemany(ADD, [[1], [2]])
    assert sum(guard.counts.values()) == 1, (
        f"a cursor sent 1 statement in the block and 3 after it: 1 counts, not "
        f"{sum(guard.counts.values())}"
    )


def test_another_connection_is_not_counted(shop, conn):
    other = shop.connect()
    with QueryGuard(conn) as guard:
        name_of(conn, 1)
        for number in range(5):
            name_by_cursor(other, number)
    assert sum(guard.counts.values()) == 1, (
        f"the guarded connection sent 1 statement, another one 5: 1 counts, not "
        f"{sum(guard.counts.values())}"
    )


def test_the_callers_kind_of_cursor_is_kept(shop, conn):
    conn.cursor_factory = psycopg.ClientCursor
    with shop.statements() as sent, QueryGuard(conn, max_repeats=50) as guard:
        kind = type(conn.execute(NAME_OF, [1]))
        conn.cursor().executemany(NAME_OF, [[2], [3]])
    assert issubclass(kind, psycopg.ClientCursor), (
        "the connection's cursor_factory was ClientCursor: in the block, too, its cursors must "
        f"be such; got {kind.__name__}, which is none"
    )
    counts = list(guard.counts.values())
    assert counts == [len(sent)] == [3], (
        f"3 statements by ClientCursor: the log has {len(sent)}, the guard counted {counts}"
    )

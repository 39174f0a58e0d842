from random import Random

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from katas.postgres.serialization_retry import RetriesExhausted, delay, run_serializable

TABLES = """
create table note (text text);
create table counter (value int not null);
insert into counter values (0);
create table doctor (name text primary key, on_call bool not null);
insert into doctor values ('Ann', true), ('Bob', true);
create table bomb (code text);
create function explode() returns trigger language plpgsql as
    $$ begin raise exception 'made by the test' using errcode = new.code; end $$;
create constraint trigger explode after insert on bomb deferrable initially deferred
    for each row execute function explode();
"""
AT = {
    "by a statement": "do $$ begin raise exception 'made by the test' using errcode = '{}'; end $$",
    "by COMMIT": "insert into bomb values ('{}')",
}
PLACES = list(AT)
RETRIED = ["40001", "40P01"]
OTHERS = [
    ("23505", "UniqueViolation", "by a statement"),
    ("23505", "UniqueViolation", "by COMMIT"),
    ("55P03", "LockNotAvailable", "by a statement"),
    ("40002", "TransactionIntegrityConstraintViolation", "by COMMIT"),
]
MANY = 12


class Fixed(Random):
    """Draws always the same fraction of a range."""

    def __init__(self, fraction):
        super().__init__(0)
        self.fraction = fraction

    def random(self):
        return self.fraction


class Job:
    """A function to run: each attempt leaves a note, and the first ones fail as listed."""

    def __init__(self, *codes, place="by a statement"):
        self.codes, self.place = codes, place
        self.calls, self.levels = 0, []

    def __call__(self, conn):
        self.calls += 1
        if self.calls > MANY:
            pytest.fail(f"fn was called more than {MANY} times")
        self.levels.append(level(conn))
        conn.execute("insert into note values (%s)", [f"attempt {self.calls}"])
        if self.calls <= len(self.codes):
            conn.execute(AT[self.place].format(self.codes[self.calls - 1]))
        return f"value {self.calls}"


@pytest.fixture
def db(pg):
    pg.run(TABLES)
    return pg


@pytest.fixture
def conn(db):
    return db.connect()


def run(conn, fn, attempts=5, sleep=lambda seconds: None, rng=None):
    """Return what `run_serializable` returns, or the name of the exception it raises."""
    rng = rng or Random(0)
    try:
        return run_serializable(conn, fn, attempts=attempts, sleep=sleep, rng=rng)
    except (RetriesExhausted, ValueError, psycopg.Error) as error:
        return type(error).__name__


def level(conn):
    return conn.execute("show transaction_isolation").fetchone()[0]


def notes(db):
    """Return what everybody sees in the table note."""
    return [text for (text,) in db.run("select text from note order by text")]


def assert_idle(conn, after):
    status = conn.info.transaction_status
    assert status == TransactionStatus.IDLE, (
        f"{after}, the connection must be outside any transaction; it is {status.name}"
    )


def assert_nothing_stays(db, conn, after):
    assert_idle(conn, after)
    got = notes(db)
    assert got == [], f"{after}, nothing of what fn wrote may stay; there is {got}"


@pytest.mark.parametrize(
    ("failures", "limit"), [(1, 0.01), (2, 0.02), (7, 0.64), (8, 1.0), (30, 1.0)]
)
def test_the_delay_is_drawn_from_zero_to_the_limit(failures, limit):
    for fraction in 0.0, 0.5, 1.0:
        got = delay(failures, Fixed(fraction))
        assert got == pytest.approx(limit * fraction), (
            f"after failure {failures} the delay is drawn from 0 to {limit} s, and an rng that "
            f"draws {fraction:.0%} of a range must give {limit * fraction:g}; got {got}"
        )


def test_what_fn_wrote_is_committed_and_its_value_returned(db, conn):
    got = run(conn, Job())
    assert got == "value 1", f"fn returned 'value 1', and run_serializable must too; got {got!r}"
    assert_idle(conn, "after a success")
    got = notes(db)
    assert got == ["attempt 1"], f"what fn wrote must be committed; other sessions see {got}"


def test_the_transaction_is_serializable(conn):
    job = Job()
    run(conn, job)
    assert job.levels == ["serializable"], f"fn must run at serializable; it ran at {job.levels}"


@pytest.mark.parametrize("code", RETRIED)
def test_a_refused_statement_makes_fn_run_again(db, conn, code):
    job = Job(code, code)
    got = run(conn, job)
    assert got == "value 3", (
        f"attempts 1 and 2 failed with {code} and 3 did not: its value must come back; got {got!r}"
    )
    assert_idle(conn, f"after two failures with {code} and a success")
    got = notes(db)
    assert got == ["attempt 3"], (
        f"of three attempts only what the third wrote may stay; there is {got}"
    )


def test_every_attempt_is_serializable(conn):
    job = Job("40001", "40P01")
    run(conn, job)
    assert job.levels == ["serializable"] * 3, (
        f"each of three attempts must run at serializable; they ran at {job.levels}"
    )


def leave(conn, name, before=lambda: None, after=lambda: None):
    """Take a doctor off call unless no other is on call; the hooks surround the UPDATE."""
    on_call = [n for (n,) in conn.execute("select name from doctor where on_call order by name")]
    before()
    if on_call == [name]:
        return f"{name} stays"
    conn.execute("update doctor set on_call = false where name = %s", [name])
    after()
    return f"{name} left"


def assert_ann_stays(db, conn, statement, hook):
    """Let Ann leave, and Bob in another session meanwhile, once, when the hook is called."""
    other = db.connect()
    seen = []

    def bob_leaves_once():
        if not seen:
            seen.append("Bob")
            with other.transaction():
                other.execute("set transaction isolation level serializable")
                leave(other, "Bob")

    got = run(conn, lambda conn: leave(conn, "Ann", **{hook: bob_leaves_once}))
    on_call = [n for (n,) in db.run("select name from doctor where on_call")]
    story = f"Ann and Bob were on call; Ann wants to leave, and before her {statement} Bob left"
    assert got == "Ann stays", (
        f"{story}. The second attempt must see that and give 'Ann stays'; got {got!r}"
    )
    assert on_call == ["Ann"], f"{story}: Ann must be on call; on call are {on_call}"
    assert_idle(conn, "after a write skew that was refused")


def test_the_last_doctor_stays_if_another_left_before_the_update(db, conn):
    assert_ann_stays(db, conn, "UPDATE", "before")


@pytest.mark.parametrize("code", RETRIED)
def test_a_refused_commit_makes_fn_run_again(db, conn, code):
    got = run(conn, Job(code, code, place="by COMMIT"))
    assert got == "value 3", (
        f"attempts 1 and 2 failed with {code} at COMMIT, and 3 did not: its value must come back; "
        f"got {got!r}"
    )
    assert_idle(conn, f"after two COMMITs failed with {code} and one did not")
    got = notes(db)
    assert got == ["attempt 3"], f"only what attempt 3 wrote may stay; there is {got}"


def test_the_last_doctor_stays_if_another_left_before_the_commit(db, conn):
    assert_ann_stays(db, conn, "COMMIT", "after")


@pytest.mark.parametrize("place", PLACES)
def test_it_sleeps_outside_any_transaction(conn, place):
    found = []
    run(
        conn,
        Job("40001", place=place),
        sleep=lambda seconds: found.append(conn.info.transaction_status.name),
    )
    assert found == ["IDLE"], (
        f"a failure {place}: it must sleep once, its transaction rolled back before (IDLE); "
        f"the status during each sleep was {found}"
    )


def test_it_sleeps_longer_after_each_failure(conn):
    slept = []
    run(conn, Job(*["40001"] * 4), sleep=slept.append, rng=Fixed(0.5))
    assert slept == pytest.approx([0.005, 0.01, 0.02, 0.04]), (
        f"four failures with an rng that draws 50 %: it must sleep 5, 10, 20 and 40 ms; "
        f"it slept {slept} s"
    )


def test_without_a_failure_it_does_not_sleep(conn):
    slept = []
    run(conn, Job(), sleep=slept.append)
    assert slept == [], f"nothing failed, and it slept {slept} s"


@pytest.mark.parametrize(("attempts", "place"), list(enumerate(PLACES, 1)))
def test_it_gives_up_after_the_last_attempt(db, conn, attempts, place):
    job = Job(*["40001"] * MANY, place=place)
    slept = []
    got = run(conn, job, attempts, slept.append)
    what = f"with attempts={attempts} and 40001 each time {place}"
    assert (got, job.calls) == ("RetriesExhausted", attempts), (
        f"{what}, fn must be called {attempts} times and RetriesExhausted raised; "
        f"{job.calls} calls and {got!r}"
    )
    assert len(slept) == attempts - 1, (
        f"{what}, it must sleep {attempts - 1} times, not after the last attempt; "
        f"it slept {len(slept)} times"
    )
    assert_nothing_stays(db, conn, what)


def test_five_attempts_are_the_default(conn):
    job = Job(*["40001"] * MANY)
    try:
        got = run_serializable(conn, job, sleep=lambda seconds: None, rng=Random(0))
    except (RetriesExhausted, psycopg.Error) as error:
        got = type(error).__name__
    assert (got, job.calls) == ("RetriesExhausted", 5), (
        f"40001 each time: 5 calls and RetriesExhausted; {job.calls} calls and {got!r}"
    )


def test_giving_up_tells_the_last_error(conn):
    job = Job("40001", "40P01")
    cause = None
    try:
        run_serializable(conn, job, attempts=2, sleep=lambda seconds: None, rng=Random(0))
    except (RetriesExhausted, psycopg.Error) as error:
        cause = error.__cause__
    got = getattr(cause, "sqlstate", None)
    assert got == "40P01", (
        f"attempts 1 and 2 failed with 40001 and 40P01: __cause__ must be the error with 40P01; "
        f"it is {type(cause).__name__}"
    )


@pytest.mark.parametrize(("code", "name", "place"), OTHERS)
def test_other_errors_are_not_retried(db, conn, code, name, place):
    job = Job(code, place=place)
    got = run(conn, job)
    assert (got, job.calls) == (name, 1), (
        f"{code} {place} must pass through ({name}) after 1 call of fn; "
        f"got {got!r} after {job.calls}"
    )
    assert_nothing_stays(db, conn, f"after {code} {place}")


@pytest.mark.parametrize("error", [KeyError("own"), KeyboardInterrupt()], ids=["own", "Ctrl-C"])
def test_an_exception_of_fn_passes_through(db, conn, error):
    def fn(conn):
        conn.execute("insert into note values ('failed')")
        raise error

    caught = None
    try:
        run(conn, fn)
    except type(error) as passed:
        caught = passed
    name = type(error).__name__
    assert caught is error, f"fn raised {name}, and that very exception must pass; got {caught!r}"
    assert_nothing_stays(db, conn, f"after fn raised {name}")


def test_a_lost_connection_passes_through(db, conn):
    got = run(conn, lambda conn: conn.execute("select pg_terminate_backend(pg_backend_pid())"))
    assert got == "AdminShutdown", (
        f"the server ended the session (AdminShutdown): this must pass through, not be hidden by "
        f"a rollback that fails too; got {got!r}"
    )


def test_an_error_that_fn_swallowed_is_not_taken_for_a_success(db, conn):
    calls = []

    def fn(conn):
        calls.append(conn)
        conn.execute("insert into note values ('lost')")
        try:
            conn.execute("select 1 / 0")
        except psycopg.Error:
            return "done"

    got = run(conn, fn)
    assert (got, len(calls)) == ("InFailedSqlTransaction", 1), (
        f"fn caught an error and returned 'done', but its transaction failed and its writes are "
        f"lost: InFailedSqlTransaction, after 1 call; got {got!r} after {len(calls)}"
    )
    assert_nothing_stays(db, conn, "after an error that fn swallowed")


def test_an_error_that_fn_rolled_back_to_a_savepoint_does_no_harm(db, conn):
    def fn(conn):
        conn.execute("insert into note values ('kept')")
        try:
            with conn.transaction():
                conn.execute("select 1 / 0")
        except psycopg.Error:
            return "done"

    got = run(conn, fn), notes(db)
    assert got == ("done", ["kept"]), (
        f"fn rolled back to a savepoint and went on: 'done', and its note is kept; got {got}"
    )


@pytest.mark.parametrize("codes", [["40001"], ["40001"] * MANY, ["22012"]])
def test_the_connection_keeps_its_mode_and_level(conn, codes):
    job = Job(*codes)
    run(conn, job)
    with conn.transaction():
        got = level(conn)
    after = f"after {job.calls} attempts ({min(len(codes), job.calls)} failed)"
    assert got == "read committed", (
        f"{after} the connection's next transaction must be at its own level, read committed; "
        f"it is at {got}"
    )
    assert conn.autocommit, f"{after} the connection must be in autocommit mode, as it was"


@pytest.mark.parametrize("attempts", [0, -1])
def test_less_than_one_attempt_is_refused(db, conn, attempts):
    job = Job()
    with db.statements() as sent:
        got = run(conn, job, attempts)
    assert got == "ValueError", f"attempts={attempts} must raise ValueError; got {got!r}"
    assert not sent, f"bad input must be refused before anything is sent; sent {sent}"


@pytest.mark.parametrize("state", ["open", "failed"])
def test_a_connection_in_a_transaction_is_refused(db, conn, state):
    conn.execute("begin")
    conn.execute("insert into note values ('before')")
    if state == "failed":
        run_into_an_error(conn)
    status, job = conn.info.transaction_status, Job()
    with db.statements() as sent:
        got = run(conn, job)
    what = f"a connection in a transaction ({state})"
    assert got == "ValueError", f"{what} must be refused with ValueError; got {got!r}"
    assert not sent, f"{what} must be refused before anything is sent; sent {sent}"
    now = conn.info.transaction_status
    assert now == status, f"{what} must be left {status.name}; it is {now.name}"


def run_into_an_error(conn):
    try:
        conn.execute("select 1 / 0")
    except psycopg.Error:
        return


def test_two_sessions_at_once_lose_no_update(db):
    def add(conn):
        [(value,)] = conn.execute("select value from counter").fetchall()
        conn.execute("update counter set value = %s", [value + 1])

    outcomes = db.race("select from counter for update", *[lambda conn: run(conn, add)] * 2)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    got = outcomes, db.run("select value from counter")
    assert got == ([None, None], [(2,)]), (
        f"two sessions read a counter at once and write what they read plus 1: None from both, "
        f"and the counter 2; got {got}"
    )

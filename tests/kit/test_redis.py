"""Redis for katas: a server for each process, nothing left of it, races that end the same."""

import signal
from pathlib import Path

import pytest
import redis

from dojo.kit.redis import Cluster, Rds, Server
from tests.kit import serving

TESTS = """
import pytest

from katas.text.rows import where


@pytest.mark.parametrize("count", [1, 2])
def test_it_begins_empty(rds, count):
    where()
    assert rds.client.incr("n") == 1, "nothing was there"
"""
OPEN = (
    "from dojo.kit.redis import Server; server = Server(); server.start();"
    "print(server.socket.rpartition('/')[0], flush=True); input()"
)
COUNT = "return redis.call('SET', KEYS[1], redis.call('GET', KEYS[1]) + 1)"


@pytest.fixture(scope="module")
def server():
    with Server() as server:
        yield server


@pytest.fixture
def rds(server):
    rds = Rds(server)
    yield rds
    rds.close()


@pytest.fixture
def rows(toy):
    """The toy course with two katas on the server."""
    return serving.fill(toy, "redis", TESTS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_the_run_is_killed(tmp_path, number):
    process, folder = serving.start_and_hear(OPEN, tmp_path)
    with process:
        assert serving.running(folder), "the server runs"
        process.send_signal(number)
    assert serving.vanishes(folder), serving.running(folder)


@pytest.mark.timeout(300)
def test_nothing_is_left_when_pytest_is_killed_under_xdist(rows):
    where = 'redis_server.socket.rpartition("/")[0]'
    folders = serving.folders_left_by_xdist(rows.root, "redis_server", where)
    assert len(folders) == 2, "each worker has a server of its own"
    for folder in folders:
        assert serving.vanishes(folder), serving.running(folder)


def test_katas_are_judged_on_servers_of_their_own(dojo, rows):
    run = dojo(rows.root, "check", "rows", "more_rows")
    assert run.returncode == 0, run.stdout


def test_without_a_server_katas_are_not_checked_and_that_is_no_success(dojo, rows):
    run = dojo(rows.root, "check", "rows", KATA_REDIS_SERVER="/nowhere", CI="")
    assert run.returncode == 1
    why = "no Redis: there is no /nowhere, though KATA_REDIS_SERVER says so"
    assert f"? rows  not checked    {why}" in run.stdout, run.stdout
    assert "0 of 1 done, 1 not checked" in run.stdout


def test_in_continuous_integration_it_is_a_failure(dojo, rows):
    run = dojo(rows.root, "check", "rows", KATA_REDIS_SERVER="/nowhere", CI="true")
    assert run.returncode == 1
    assert "NoRedis: there is no /nowhere" in run.stdout, run.stdout


def test_each_test_has_an_empty_server_in_which_nothing_was_counted(server):
    for _ in range(2):
        rds = Rds(server)
        assert rds.client.dbsize() == 0
        assert rds.calls() == {"dbsize": 1}
        rds.client.set("k", 1)
        assert rds.calls() == {"dbsize": 1, "set": 1}
        rds.close()


def test_calls_in_scripts_are_counted(rds):
    rds.client.set("n", 1)
    rds.client.eval(COUNT, 1, "n")
    assert rds.calls() == {"set": 2, "get": 1, "eval": 1}


def test_commands_are_what_the_server_got_to_the_byte(rds):
    odd = b'a b "q" \\ \n\x00\xff\''
    with rds.commands() as sent:
        rds.client.set(odd, b"")
        other = rds.connect()
        with other.pipeline() as pipeline:
            pipeline.get(odd).delete("k").execute()
        other.set("n", 1)
        other.eval(COUNT, 1, "n")
    assert sent == [
        [b"SET", odd, b""],
        [b"MULTI"],
        [b"GET", odd],
        [b"DEL", b"k"],
        [b"EXEC"],
        [b"SET", b"n", b"1"],
        [b"EVAL", COUNT.encode(), b"1", b"n"],
        [b"GET", b"n"],
        [b"SET", b"n", b"2"],
    ], sent


@pytest.mark.parametrize("command", ["KEYS *", "FLUSHALL", "FLUSHDB", "SWAPDB 0 1", "RANDOMKEY"])
def test_a_restricted_client_has_no_such_command_not_even_in_a_script(rds, command):
    client = rds.restricted()
    assert client.set("k", 1)
    with pytest.raises(redis.exceptions.NoPermissionError):
        client.execute_command(*command.split())
    arguments = ", ".join(f"'{word}'" for word in command.split())
    with pytest.raises(redis.ResponseError, match=r"(?i)permission|can't run"):
        client.eval(f"return redis.call({arguments})", 0)
    assert rds.client.dbsize() == 1


def read_then_write(client):
    n = int(client.get("n"))
    client.set("n", n + 1)
    return n


def in_a_script(client):
    client.eval(COUNT, 1, "n")


@pytest.mark.parametrize("attempt", range(5))
def test_a_race_ends_the_same_every_time(rds, attempt):
    rds.client.set("n", 0)
    assert rds.race(*[read_then_write] * 3) == [0, 0, 0], "all read before the first may write"
    assert rds.client.get("n") == b"1", "two updates are lost"


@pytest.mark.parametrize("job", [lambda client: client.incr("n"), in_a_script])
def test_what_is_atomic_loses_nothing(rds, job):
    rds.client.set("n", 0)
    rds.race(job, job, job)
    assert rds.client.get("n") == b"3"


def test_jobs_go_on_in_their_order(rds):
    rds.race(*[lambda client, n=n: client.rpush("order", n) for n in range(5)])
    assert rds.client.lrange("order", 0, -1) == [b"0", b"1", b"2", b"3", b"4"]


def test_a_job_that_raises_is_told(rds):
    [error, fine] = rds.race(lambda client: 1 / 0, lambda client: 7)
    assert isinstance(error, ZeroDivisionError)
    assert fine == 7


@pytest.mark.parametrize(("settings", "left"), [({}, None), ({"appendonly": "yes"}, b"1")])
def test_a_server_that_was_killed_starts_on_what_its_disk_has(tmp_path, settings, left):
    with Server(tmp_path, appendfsync="always", **settings) as server:
        with server.connect() as client:
            client.set("k", 1)
        server.kill()
        server.start()
        with server.connect() as client:
            assert client.get("k") == left


def test_a_server_that_is_stopped_may_save_first(tmp_path):
    with Server(tmp_path, save="3600 1") as server:
        with server.connect() as client:
            client.set("k", 1)
        server.stop()
        server.start()
        with server.connect() as client:
            assert client.get("k") == b"1"


def test_nothing_is_left_of_a_server_that_was_closed():
    with Server() as server:
        folder = server.socket.rpartition("/")[0]
        assert Path(folder).stat().st_mode & 0o077 == 0, "nobody else may enter"
    assert serving.vanishes(folder)


def test_a_cluster_shares_the_slots():
    with Cluster() as cluster:
        with cluster.connect() as client:
            for n in range(20):
                client.set(f"key {n}", n)
            assert [client.get(f"key {n}") for n in range(20)] == [b"%d" % n for n in range(20)]
        sizes = []
        for port in cluster.ports:
            with redis.Redis(port=port) as node:
                sizes.append(node.dbsize())
                with pytest.raises(redis.ResponseError, match=r"CROSSSLOT|hash to the same slot"):
                    node.mget("a", "b")
        assert sum(sizes) == 20
        assert all(sizes), "each node has some"


def test_keys_tell_when_they_expire_and_can_be_let_expire(rds):
    rds.client.set("stays", 1)
    rds.client.set(b"\xff", 1, px=60_000)
    left = rds.ttls()
    assert left.keys() == {"stays", r"\xff"}
    assert left["stays"] == -1
    assert 0 < left[r"\xff"] <= 60_000
    rds.let_expire()
    assert rds.ttls() == {"stays": -1}

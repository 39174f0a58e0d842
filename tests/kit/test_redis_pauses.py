"""A process is paused before each of its commands in turn, however it sends them."""

import pytest

from dojo.kit.redis import Rds, Server
from dojo.kit.redis_pauses import MOST, Pause, pauses


@pytest.fixture(scope="module")
def server():
    with Server() as server:
        yield server


@pytest.fixture
def rds(server):
    rds = Rds(server)
    yield rds
    rds.close()


def stories(rds, job):
    """Return before which command the job was paused, and what was stored at that moment."""
    found = []
    for pause in pauses(rds):
        pause.arm(lambda: found.append(rds.client.dbsize()))
        job(pause.client)
        if pause.reached:
            found[-1] = (str(pause), found[-1])
    return found


def test_a_job_is_paused_once_before_each_of_its_commands(rds):
    def job(client):
        client.set("a", 1)
        client.set("b", 2)

    assert stories(rds, job) == [("before its SET", 0), ("before its SET, after SET", 1)]


def test_the_commands_of_a_pipeline_are_executed_one_by_one(rds):
    def job(client):
        line = client.pipeline(transaction=False).set("a", 1).incr("b")
        assert line.execute() == [True, 1], "the replies are not disturbed"

    assert stories(rds, job) == [("before its SET", 0), ("before its INCRBY, after SET", 1)]


def test_a_transaction_is_one_step_and_what_it_watches_is_another(rds):
    def job(client):
        with client.pipeline() as line:
            line.watch("a")
            line.multi()
            line.set("a", 1).set("b", 2).execute()

    assert stories(rds, job) == [
        ("before its WATCH", 0),
        ("before its MULTI SET SET EXEC, after WATCH", 0),
    ]


def test_others_may_be_let_in_before_several_commands(rds):
    pause, found = Pause(rds), []
    pause.arm(lambda: found.append(rds.client.dbsize()), [1, 3])
    for key in "abc":
        pause.client.set(key, 1)
    assert (found, str(pause)) == ([0, 2], "before its SET, after SET, SET")


def test_a_job_without_an_end_is_given_up(rds):
    with pytest.raises(pytest.fail.Exception, match=f"sends {MOST} commands and more"):
        stories(rds, lambda client: [client.set(key, 1) for key in range(MOST)])

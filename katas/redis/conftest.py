"""Redis for the tests of this topic."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dojo.kit.redis import Cluster, NoRedis, Rds, Server
from dojo.kit.servers.absent import not_checked_without


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Server]:
    """Start a server that all tests of this process share."""
    with contextlib.ExitStack() as stack:
        with not_checked_without("Redis", NoRedis):
            server = stack.enter_context(Server())
        yield server


@pytest.fixture
def rds(redis_server: Server) -> Iterator[Rds]:
    """Give the test an empty Redis, in which nothing was counted yet."""
    one = Rds(redis_server)
    yield one
    one.close()


@pytest.fixture
def redis_lives(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Return what makes a server of the test's own, to be started, killed and started again.

    It takes settings, `appendonly="yes"`, and keeps its data in `tmp_path`.
    """
    with contextlib.ExitStack() as stack:

        def make(**settings: str) -> Server:
            with not_checked_without("Redis", NoRedis):
                server = Server(tmp_path, **settings)
            stack.callback(server.kill)
            return server

        yield make


@pytest.fixture(scope="session")
def redis_cluster() -> Iterator[Cluster]:
    """Start three masters that share the slots; it takes them two seconds."""
    with contextlib.ExitStack() as stack:
        with not_checked_without("Redis", NoRedis):
            cluster = stack.enter_context(Cluster())
        yield cluster

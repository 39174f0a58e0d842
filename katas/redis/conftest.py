"""Redis for the tests of this topic."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dojo.kit.redis import Cluster, NoRedis, Rds, Server


@contextlib.contextmanager
def checked_if_there_is_one() -> Iterator[None]:
    """Without a server the tests count as not checked."""
    try:
        yield
    except NoRedis as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Redis: {error}")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Server]:
    """Start a server that all tests of this process share."""
    with contextlib.ExitStack() as stack:
        with checked_if_there_is_one():
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
            with checked_if_there_is_one():
                server = Server(tmp_path, **settings)
            stack.callback(server.kill)
            return server

        yield make


@pytest.fixture(scope="session")
def redis_cluster() -> Iterator[Cluster]:
    """Start three masters that share the slots; it takes them two seconds."""
    with contextlib.ExitStack() as stack:
        with checked_if_there_is_one():
            cluster = stack.enter_context(Cluster())
        yield cluster

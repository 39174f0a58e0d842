"""PostgreSQL for the tests of this topic."""

from collections.abc import Iterator

import pytest

from dojo.kit.postgres import Database, NoPostgres, Pg
from dojo.kit.servers.absent import not_checked_without


@pytest.fixture(scope="session")
def pg_database() -> Iterator[Database]:
    """Open a database of this run; without a server the tests count as not checked."""
    with not_checked_without("PostgreSQL", NoPostgres):
        database = Database()
    yield database
    database.close()


@pytest.fixture
def pg(pg_database: Database) -> Iterator[Pg]:
    """Give the test an empty schema on a real PostgreSQL."""
    one = Pg(pg_database)
    yield one
    one.close()

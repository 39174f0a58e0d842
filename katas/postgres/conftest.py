"""PostgreSQL for the tests of this topic."""

import os
from collections.abc import Iterator

import pytest

from dojo.kit.postgres import Database, NoPostgres, Pg


@pytest.fixture(scope="session")
def pg_database() -> Iterator[Database]:
    """Open a database of this run; without a server the tests count as not checked."""
    try:
        database = Database()
    except NoPostgres as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL: {error}")
    yield database
    database.close()


@pytest.fixture
def pg(pg_database: Database) -> Iterator[Pg]:
    """Give the test an empty schema on a real PostgreSQL."""
    one = Pg(pg_database)
    yield one
    one.close()

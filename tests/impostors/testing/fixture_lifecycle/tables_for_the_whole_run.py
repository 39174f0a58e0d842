# expect: two modules with two tests each
"""Creates the tables once for the whole run."""

from collections.abc import Iterator

import pytest

from katas.testing._fixture_lifecycle_services import Database
from solutions.testing.fixture_lifecycle import (
    database,
    dialect,
    make_folder,
    settings,
    transaction,
)


@pytest.fixture(scope="session")
def schema(database: Database) -> Iterator[Database]:
    database.create_tables()
    yield database
    database.drop_tables()

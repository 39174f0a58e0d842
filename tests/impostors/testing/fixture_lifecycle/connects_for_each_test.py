# expect: connect 4 times, not 1
"""Connects anew for each test."""

from collections.abc import Iterator

import pytest

from katas.testing._fixture_lifecycle_services import Database
from solutions.testing.fixture_lifecycle import (
    dialect,
    make_folder,
    settings,
    transaction,
)


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.close()


@pytest.fixture
def schema(database: Database) -> Iterator[Database]:
    database.create_tables()
    yield database
    database.drop_tables()

# expect: test_one failed in its setup: RuntimeError: begin out of turn
"""Lets the transaction ask for the connection and not for the tables."""

from collections.abc import Iterator

import pytest

from katas.testing._fixture_lifecycle_services import Database
from solutions.testing.fixture_lifecycle import (
    database,
    dialect,
    make_folder,
    schema,
    settings,
)


@pytest.fixture
def transaction(database: Database) -> Iterator[Database]:
    database.begin()
    yield database
    database.rollback()

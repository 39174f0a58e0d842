# expect: expected a, connect, b; the log: connect, .*a,
"""Opens a transaction for every test, whether it asks or not."""

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


@pytest.fixture(autouse=True)
def transaction(schema: Database) -> Iterator[Database]:
    schema.begin()
    yield schema
    schema.rollback()

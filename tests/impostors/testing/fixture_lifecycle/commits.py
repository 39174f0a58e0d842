# expect: begin, insert, test one, commit
"""Ends the transaction with a commit."""

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
def transaction(schema: Database) -> Iterator[Database]:
    schema.begin()
    yield schema
    schema.commit()

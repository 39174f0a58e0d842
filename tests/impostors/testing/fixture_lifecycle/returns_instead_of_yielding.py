# expect: expected connect, a, b, close; the log: connect, a, b
"""Returns what it made, so nobody puts it away."""

import pytest

from katas.testing._fixture_lifecycle_services import Database
from solutions.testing.fixture_lifecycle import (
    dialect,
    make_folder,
    schema,
    settings,
    transaction,
)


@pytest.fixture(scope="session")
def database() -> Database:
    return Database()

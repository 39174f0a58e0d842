# expect: ran with: sqlite
"""Gives one dialect and leaves out the other."""

import pytest

from solutions.testing.fixture_lifecycle import (
    database,
    make_folder,
    schema,
    settings,
    transaction,
)


@pytest.fixture
def dialect():
    return "sqlite"

# expect: test_b failed: OSError: cannot make a
"""Keeps the folders until the end of the run."""

from collections.abc import Callable, Iterator

import pytest

from katas.testing._fixture_lifecycle_services import store
from solutions.testing.fixture_lifecycle import (
    database,
    dialect,
    schema,
    settings,
    transaction,
)


@pytest.fixture(scope="session")
def make_folder() -> Iterator[Callable[[str], str]]:
    made = []

    def make(path: str) -> str:
        store.make(path)
        made.append(path)
        return path

    yield make
    for path in reversed(made):
        store.remove(path)

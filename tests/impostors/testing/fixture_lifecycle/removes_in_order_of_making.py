# expect: failed in its teardown: OSError: cannot remove a
"""Removes the folders in the order in which they were made."""

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


@pytest.fixture
def make_folder() -> Iterator[Callable[[str], str]]:
    made = []

    def make(path: str) -> str:
        store.make(path)
        made.append(path)
        return path

    yield make
    for path in made:
        store.remove(path)

# expect: test_a failed in its teardown: OSError: cannot remove
"""Notes a folder for removal before it is made."""

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
        made.append(path)
        store.make(path)
        return path

    yield make
    for path in reversed(made):
        store.remove(path)

# expect: test_without failed: AssertionError: it was
"""Sets the environment by hand and does not put it back."""

import os
from collections.abc import Callable, Iterator

import pytest

from katas.testing._fixture_lifecycle_services import Database, store


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.close()


@pytest.fixture(scope="module")
def schema(database: Database) -> Iterator[Database]:
    database.create_tables()
    yield database
    database.drop_tables()


@pytest.fixture
def transaction(schema: Database) -> Iterator[Database]:
    schema.begin()
    yield schema
    schema.rollback()


@pytest.fixture
def make_folder() -> Iterator[Callable[[str], str]]:
    made = []

    def make(path: str) -> str:
        store.make(path)
        made.append(path)
        return path

    yield make
    for path in reversed(made):
        store.remove(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(monkeypatch, tmp_path) -> None:
    os.environ["APP_MODE"] = "test"
    os.environ.pop("APP_TOKEN", None)
    monkeypatch.chdir(tmp_path)

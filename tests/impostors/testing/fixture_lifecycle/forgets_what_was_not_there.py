# expect: test_without failed: AssertionError: it was .*APP_TOKEN
"""Does not note a variable that was not there, so what the test sets stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

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
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APP_MODE", "test")
    monkeypatch.delenv("APP_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)

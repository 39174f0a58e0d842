"""Fixtures: what a test needs, made when it is asked for and put away in time.

This file is the conftest.py of somebody's tests, and you write it. They work with a database
and a store for folders, which write down what is done to them:

    >>> from katas.testing._fixture_lifecycle_services import Database, log
    >>> database = Database()
    >>> database.create_tables()
    >>> log
    ['connect', 'create_tables']

Write the six fixtures below, with their scopes. For all of them:
- A test that asks for none of them has nothing done for it. Nothing is made before the
  first test that needs it, and a test that asks for `transaction` alone gets all it stands on.
- What was made is put away, the last first: the transaction before the tables, the
  tables before the connection. So too if the test fails, or if another fixture, which asked
  for yours, fails before the test could begin.
- Tests may run alone, in any order, or fail: the others come to the same result.

What a fixture asks for, and what it uses of pytest (`tmp_path`, `monkeypatch`), is up to you.
The tests are run by a pytest of their own, and judged by the log.
"""

from collections.abc import Callable, Iterator

import pytest

from katas.testing._fixture_lifecycle_services import Database, store

__all__ = ["store"]


@pytest.fixture
def database() -> Iterator[Database]:
    """Give the connection: one for the whole run, closed at its end."""
    raise NotImplementedError


@pytest.fixture
def schema() -> Iterator[Database]:
    """Give the connection with tables: created for each module with tests, dropped after it."""
    raise NotImplementedError


@pytest.fixture
def transaction() -> Iterator[Database]:
    """Give the connection with tables, in a transaction that is rolled back after the test."""
    raise NotImplementedError


@pytest.fixture
def make_folder() -> Iterator[Callable[[str], str]]:
    """Give a function that makes a folder in `store`, any number of times, and returns its path.

    What it made is removed after the test. What could not be made raises, and is not removed.
    """
    raise NotImplementedError


@pytest.fixture
def dialect() -> str:
    """Let a test that asks for it run twice, with "sqlite" and with "postgresql"."""
    raise NotImplementedError


@pytest.fixture
def settings() -> Iterator[None]:
    """Let the environment have APP_MODE=test and no APP_TOKEN, and the working folder be empty.

    After the test all of it is as it was before, whatever the test did to it.
    """
    raise NotImplementedError

"""Contract suite: the same tests for a fake and for the real thing, so that the fake cannot lie.

Unit tests want a repository in memory; in production it is one on sqlite. Whoever trusts the
first must know that it behaves like the second. Both are given, in `_contract_suite_backends.py`
beside this file. The contract that they keep is in `_contract_suite_users.py`, in the docstrings
of `UserRepository`: test all that these say, and what `SqliteUsers` says of itself.

    >>> repo = FakeUsers()
    >>> ann = repo.add("Ann", "ann@example.com")
    >>> repo.find("A", limit=10) == [User(ann, "Ann", "ann@example.com")]
    True

`RepositoryContract` holds the tests, each with the fixture `repo`. By its name pytest does not
collect it, only `TestFake` and `TestSqlite`, which inherit them. There `repo` is an empty
repository, a new one for each test. What one of them alone promises is tested in its class.

    pytest katas/testing/contract_suite.py

runs your suite on the given repositories. It must pass on them, also in reverse order, and on
others of the same names that do everything in another way and keep the contract. No test may
pass on repositories whose methods do nothing and return None. And whenever a promise is broken,
in the fake or in the one on sqlite, a test of that one's class must fail, in its own lines: an
error in a fixture does not count.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers  # noqa: F401
from katas.testing._contract_suite_users import (
    EmailTaken,  # noqa: F401
    User,  # noqa: F401
    UserNotFound,  # noqa: F401
    UserRepository,
)


class RepositoryContract:
    """What holds for every `UserRepository`."""

    def test_a_user_that_was_added_can_be_read(self, repo: UserRepository) -> None:
        raise NotImplementedError


class TestFake(RepositoryContract):
    @pytest.fixture
    def repo(self) -> UserRepository:
        """Return a new `FakeUsers`."""
        raise NotImplementedError


class TestSqlite(RepositoryContract):
    @pytest.fixture
    def repo(self, tmp_path: Path) -> Iterator[UserRepository]:
        """Yield a `SqliteUsers` on a file in `tmp_path`, and close it afterwards."""
        raise NotImplementedError

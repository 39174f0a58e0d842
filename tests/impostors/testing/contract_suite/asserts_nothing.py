# expect: test_users_can_be_found passes on a repository whose methods do nothing
"""Calls the methods and looks at no result, so that only an exception could make it fail."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import User


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")

    def test_users_can_be_found(self, repo):
        repo.add("Ann", "ann@example.com")
        repo.find("A", limit=1)


class TestFake(RepositoryContract):
    @pytest.fixture
    def repo(self):
        return FakeUsers()


class TestSqlite(RepositoryContract):
    @pytest.fixture
    def repo(self, tmp_path):
        users = SqliteUsers(tmp_path / "users.db")
        yield users
        users.close()

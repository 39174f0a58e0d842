# expect: test_an_unknown_user_is_an_error does not run in both TestFake and TestSqlite
"""Puts the contract to sqlite alone, and of the fake it tests only that it works at all."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import User, UserNotFound


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")

    def test_an_unknown_user_is_an_error(self, repo):
        with pytest.raises(UserNotFound):
            repo.get(1)


class TestFake:
    @pytest.fixture
    def repo(self):
        return FakeUsers()

    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")


class TestSqlite(RepositoryContract):
    @pytest.fixture
    def repo(self, tmp_path):
        users = SqliteUsers(tmp_path / "users.db")
        yield users
        users.close()

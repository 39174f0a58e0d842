# expect: test_ids_count_up fails on repositories that are written otherwise, which is right
"""Expects ids to be 1 and 2, as they happen to be, where the contract only says that they grow."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import User


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")

    def test_ids_count_up(self, repo):
        assert repo.add("Ann", "ann@example.com") == 1
        assert repo.add("Bob", "bob@example.com") == 2


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

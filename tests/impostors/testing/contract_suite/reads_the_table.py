# expect: written otherwise, which is right: OperationalError: no such table
"""Looks into the file with SQL of its own, which ties it to tables that nobody promised."""

import sqlite3

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import User


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")


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

    def test_the_row_is_committed(self, repo, tmp_path):
        repo.add("Ann", "ann@example.com")
        rows = sqlite3.connect(tmp_path / "users.db").execute("SELECT name FROM users").fetchall()
        assert rows == [("Ann",)]

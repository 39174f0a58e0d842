# expect: all \d+ of your tests pass on a sqlite repository that raises sqlite3\.IntegrityError
"""Expects `Exception`, which every error is, so who catches `EmailTaken` is let down."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import User


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")

    def test_a_deleted_user_is_gone(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        repo.delete(ann)
        for call in (repo.get, repo.delete):
            with pytest.raises(Exception):  # noqa: B017
                call(ann)

    def test_no_two_users_have_one_email(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        with pytest.raises(Exception):  # noqa: B017
            repo.add("Another Ann", "ann@example.com")
        assert repo.find("A", limit=2) == [User(ann, "Ann", "ann@example.com")]


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

# expect: test_[a-z_]+ fails when the tests run in reverse order
"""Has one repository for all tests of a class, and each builds on what those before it left."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import EmailTaken


class RepositoryContract:
    def test_a_user_can_be_added(self, repo):
        repo.add("Ann", "ann@example.com")
        assert len(repo.find("Ann", limit=2)) == 1

    def test_no_two_users_have_one_email(self, repo):
        with pytest.raises(EmailTaken):
            repo.add("Another Ann", "ann@example.com")


class TestFake(RepositoryContract):
    @pytest.fixture(scope="class")
    def repo(self):
        return FakeUsers()


class TestSqlite(RepositoryContract):
    @pytest.fixture(scope="class")
    def repo(self, tmp_path_factory):
        users = SqliteUsers(tmp_path_factory.mktemp("users") / "users.db")
        yield users
        users.close()

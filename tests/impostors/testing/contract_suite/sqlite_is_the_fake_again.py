# expect: all \d+ of your tests pass on a sqlite repository whose `delete`
"""Gives a fake to TestSqlite as well, to be faster, so that nobody ever asks the database."""

import pytest

from katas.testing._contract_suite_backends import FakeUsers
from katas.testing._contract_suite_users import User, UserNotFound


class RepositoryContract:
    def test_a_user_that_was_added_can_be_read(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        assert repo.get(ann) == User(ann, "Ann", "ann@example.com")

    def test_a_deleted_user_is_gone(self, repo):
        ann = repo.add("Ann", "ann@example.com")
        repo.delete(ann)
        for call in (repo.get, repo.delete):
            with pytest.raises(UserNotFound):
                call(ann)


class TestFake(RepositoryContract):
    @pytest.fixture
    def repo(self):
        return FakeUsers()


class TestSqlite(TestFake):
    pass

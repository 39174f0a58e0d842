# expect: all \d+ of your tests pass on a fake that counts `limit` from the first user
"""Tests limit and offset one at a time, and never a page in the middle."""

from solutions.testing.contract_suite import RepositoryContract as Right
from solutions.testing.contract_suite import TestFake as RightFake
from solutions.testing.contract_suite import TestSqlite as RightSqlite


class RepositoryContract(Right):
    def test_pages_follow_each_other(self, repo):
        for name in "abc":
            repo.add(name, f"{name}@example.com")
        assert [user.name for user in repo.find("", limit=2)] == ["a", "b"]
        assert [user.name for user in repo.find("", limit=9, offset=1)] == ["b", "c"]


class TestFake(RepositoryContract, RightFake):
    pass


class TestSqlite(RepositoryContract, RightSqlite):
    pass

"""Tables of cases and shared fixtures instead of a test for each sentence."""

from contextlib import closing, suppress
from dataclasses import asdict, replace
from itertools import product

import pytest

from katas.testing import _contract_suite_backends as backends
from katas.testing._contract_suite_users import EmailTaken, User, UserNotFound

NAMES = ["b", "B", "a_1", "a1", "b", "%"]


def state(repo):
    return [asdict(user) for user in repo.find("", limit=99)]


class Stop(BaseException):
    pass


CHANGES = {
    "add": lambda repo, user: repo.add("new", "new"),
    "update": lambda repo, user: repo.update(replace(user, name="new", email="new")),
    "delete": lambda repo, user: repo.delete(user.id),
}
REFUSED = {
    "add a taken email": (EmailTaken, lambda repo, n: repo.add("new", "0@x")),
    "update to a taken email": (EmailTaken, lambda repo, n: repo.update(User(n, "new", "0@x"))),
    "get nobody": (UserNotFound, lambda repo, n: repo.get(n + 1)),
    "update nobody": (UserNotFound, lambda repo, n: repo.update(User(n + 1, "new", "0@x"))),
    "delete nobody": (UserNotFound, lambda repo, n: repo.delete(n + 1)),
}


class RepositoryContract:
    @pytest.fixture
    def ids(self, repo):
        return [repo.add(name, f"{n}@x") for n, name in enumerate(NAMES)]

    class TestReading:
        def test_ids_grow(self, repo, ids):
            repo.delete(ids[-1])
            more = [*ids, repo.add("z", "z")]
            assert more == sorted(set(more))

        def test_what_was_read_is_detached(self, repo, ids):
            before = state(repo)
            for user in [repo.get(ids[0]), *repo.find("", limit=99)]:
                user.email = user.name = "mine"
            assert state(repo) == before != []

        @pytest.mark.parametrize("prefix", ["", "b", "B", "a_", "%"])
        def test_find(self, repo, ids, prefix):
            users = map(User, ids, NAMES, (f"{n}@x" for n in range(6)))
            due = sorted((u for u in users if u.name.startswith(prefix)), key=lambda u: u.name)
            for limit, offset in product([0, 1, 2, 9], [0, 1, 7]):
                page = due[offset : offset + limit]
                assert repo.find(prefix, limit=limit, offset=offset) == page

    @pytest.mark.parametrize("case", REFUSED)
    def test_refused(self, repo, ids, case):
        error, call = REFUSED[case]
        before = state(repo)
        with pytest.raises(error):
            call(repo, ids[-1])
        assert state(repo) == before

    @pytest.mark.parametrize("change", CHANGES)
    def test_rolled_back(self, repo, ids, change):
        before = state(repo)
        with suppress(Stop), repo.transaction():
            CHANGES[change](repo, repo.get(ids[2]))
            assert state(repo) != before
            raise Stop
        assert state(repo) == before


class TestFake(RepositoryContract):
    @pytest.fixture
    def repo(self):
        yield backends.FakeUsers()


class TestSqlite(RepositoryContract):
    @pytest.fixture
    def repo(self, tmp_path):
        with closing(backends.SqliteUsers(tmp_path / "db")) as repo:
            yield repo

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("in_transaction", [True, False])
    def test_the_file_has_it(self, repo, ids, tmp_path, change, in_transaction):
        user = repo.get(ids[2])
        if in_transaction:
            with repo.transaction():
                CHANGES[change](repo, user)
        else:
            CHANGES[change](repo, user)
        repo.close()
        with closing(backends.SqliteUsers(tmp_path / "db")) as again:
            assert ("new" in {one["name"] for one in state(again)}) == (change != "delete")
            assert len(state(again)) == len(ids) + {"add": 1, "delete": -1}.get(change, 0)

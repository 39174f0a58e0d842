"""Contract suite, solved with a base class of tests, and a fixture that each subclass fills in.

Inheritance does the work. pytest collects `TestFake` and `TestSqlite`, finds the same methods in
both, and resolves `repo` where the test runs, in the subclass. A third repository costs a fixture
and no test. The base class has a name that is not collected, or its tests would run without
`repo`.

Where a fake drifts, and what shows it:

    live objects        change what `get` gave, and read again
    order               add in an order that is neither that of names nor that of ids
    a page              one that starts neither at 0 nor ends at the end
    errors              name the class: `raises(Exception)` is also met by sqlite's IntegrityError
    what an error left  read after `raises`; the same after a rollback, for each kind of change
    ids                 compare them with each other, never with 1

Some faults the contract cannot see. The connection that forgot to commit reads its own changes,
so only a second one tells. That is about sqlite alone, and its test stands in `TestSqlite`.

The price: 13 tests, each on both, in well under a second. At work the second repository is
PostgreSQL in a container, with the migrations applied, each test in a transaction that is rolled
back; the suite runs nightly or on each merge, while a thousand unit tests on the fake run at
every save. Where a fixture suits better than a base class, `@pytest.fixture(params=[...])` runs
each test once for each repository. For a server that another team runs, Pact records what the
client expects, and the server's own build replays it.

Interview: "Unit and integration tests: what is the difference, what when?" A unit test runs logic
in one process, without I/O: no network, no database, no clock. It takes a millisecond, fails for
one reason and points at it. It cannot know whether the SQL is right, what the driver raises,
whether the migration ran: a double only repeats what its author believed. An integration test
runs the code with the real thing on its other side, and finds just these faults: SQL,
constraints, commits, serialization, configuration. It is slower, needs something that runs, and
its failure may have many causes.

So put decisions into code that needs no I/O and test that in units, every branch of it. Test each
adapter against the real database or server. Add a few end-to-end tests, for the paths that earn
the money. The pyramid says that there should be many, fewer, few; where most code is glue, as in
a CRUD service, more integration than unit tests is the better shape, the "trophy". What counts is
which test finds a fault soonest at the least cost.

"And a mock instead of a fake?" A fake has behaviour, so tests can ask what came out and not which
calls were made. It needs a suite like this one, or nobody knows how far it is from the truth.
sqlite in place of PostgreSQL is a fake as well: types, locks and collations differ.

"What makes integration tests bearable?" Each owns its data: an own schema or file, rolled back or
thrown away, so that any order, and several at once, give one result. They wait for conditions,
not for seconds. A marker separates them, and CI runs them all. A flaky one is repaired or taken
out at once with a ticket: a suite that people run again until it is green no longer tells them
anything.

Hints
-----
1. Go through the docstrings sentence by sentence. How could somebody who was in a hurry break
   this one, and which three calls would show it?
2. After an exception, what may have changed? Who holds a reference to what `get` returned?
3. Choose data so that the wrong answers differ: names added out of order, equal names, one in
   lower case, one with `_`, five users and pages of two.
4. In `TestSqlite` the fixture `path` gives `tmp_path / "users.db"`; a test may open a second
   `SqliteUsers` on it, look after an `add`, and again after a `with repo.transaction():`.
5. The rollback: add two users; in a transaction, within `pytest.raises(ZeroDivisionError)`, add
   one, update one, delete one, and raise. `find("", limit=9)` must give the two, as they were.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from katas.testing._contract_suite_backends import FakeUsers, SqliteUsers
from katas.testing._contract_suite_users import EmailTaken, User, UserNotFound, UserRepository

ANN, BOB = ("Ann", "ann@example.com"), ("Bob", "bob@example.com")


class RepositoryContract:
    """Everything that callers of a `UserRepository` rely on, whichever it is."""

    def test_a_user_that_was_added_can_be_read(self, repo: UserRepository) -> None:
        ann, bob = repo.add(*ANN), repo.add(*BOB)
        assert repo.get(ann) == User(ann, *ANN)
        assert repo.get(bob) == User(bob, *BOB)

    def test_a_user_that_was_returned_is_a_copy(self, repo: UserRepository) -> None:
        ann = repo.add(*ANN)
        repo.get(ann).name = "changed"
        repo.find("", limit=1)[0].name = "changed"
        assert repo.get(ann).name == "Ann"

    def test_an_id_is_never_used_again(self, repo: UserRepository) -> None:
        ann = repo.add(*ANN)
        repo.delete(ann)
        assert repo.add(*BOB) > ann

    def test_no_two_users_are_added_with_one_email(self, repo: UserRepository) -> None:
        ann = repo.add(*ANN)
        with pytest.raises(EmailTaken):
            repo.add("Another Ann", "ann@example.com")
        assert repo.find("", limit=2) == [User(ann, *ANN)]

    def test_update_stores_name_and_email(self, repo: UserRepository) -> None:
        ann, bob = repo.add(*ANN), repo.add(*BOB)
        repo.update(User(ann, "Anna", "ann@example.com"))
        repo.update(User(bob, "Bob", "bob@example.org"))
        assert repo.get(ann) == User(ann, "Anna", "ann@example.com")
        assert repo.get(bob) == User(bob, "Bob", "bob@example.org")

    def test_update_takes_no_email_of_another_user(self, repo: UserRepository) -> None:
        repo.add(*ANN)
        bob = repo.add(*BOB)
        with pytest.raises(EmailTaken):
            repo.update(User(bob, "Bobby", "ann@example.com"))
        assert repo.get(bob) == User(bob, *BOB)

    def test_a_deleted_user_is_gone(self, repo: UserRepository) -> None:
        ann, bob = repo.add(*ANN), repo.add(*BOB)
        repo.delete(ann)
        assert repo.find("", limit=2) == [User(bob, *BOB)]

    def test_a_user_that_is_not_there_is_an_error(self, repo: UserRepository) -> None:
        ann = repo.add(*ANN)
        repo.delete(ann)
        with pytest.raises(UserNotFound):
            repo.get(ann)
        with pytest.raises(UserNotFound):
            repo.update(User(ann, *ANN))
        with pytest.raises(UserNotFound):
            repo.delete(ann)

    def test_users_are_found_by_name_and_then_by_id(self, repo: UserRepository) -> None:
        cid = repo.add("Cid", "1@example.com")
        first = repo.add("Bob", "3@example.com")
        second = repo.add("Bob", "2@example.com")
        ann = repo.add("Ann", "4@example.com")
        assert [user.id for user in repo.find("", limit=9)] == [ann, first, second, cid]

    def test_a_prefix_is_taken_literally(self, repo: UserRepository) -> None:
        for name in ["anna", "Ann", "An_a"]:
            repo.add(name, f"{name}@example.com")
        found = {prefix: repo.find(prefix, limit=9) for prefix in ["An", "an", "n", "An_", "An%"]}
        names = {prefix: [user.name for user in users] for prefix, users in found.items()}
        assert names == {
            "An": ["An_a", "Ann"],
            "an": ["anna"],
            "n": [],
            "An_": ["An_a"],
            "An%": [],
        }

    def test_pages_follow_each_other(self, repo: UserRepository) -> None:
        for name in "abcde":
            repo.add(name, f"{name}@example.com")
        pages = [repo.find("", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        names = ["".join(user.name for user in page) for page in pages]
        assert names == ["ab", "cd", "e", ""]

    def test_a_transaction_keeps_its_changes(self, repo: UserRepository) -> None:
        ann, bob = repo.add(*ANN), repo.add(*BOB)
        with repo.transaction():
            repo.update(User(ann, "Anna", "ann@example.com"))
            repo.delete(bob)
        assert repo.find("", limit=3) == [User(ann, "Anna", "ann@example.com")]

    def test_an_exception_undoes_a_transaction(self, repo: UserRepository) -> None:
        ann, bob = repo.add(*ANN), repo.add(*BOB)
        with pytest.raises(ZeroDivisionError), repo.transaction():  # noqa: PT012
            repo.add("Cid", "cid@example.com")
            repo.update(User(ann, "Anna", "anna@example.com"))
            repo.delete(bob)
            raise ZeroDivisionError
        assert repo.find("", limit=3) == [User(ann, *ANN), User(bob, *BOB)]


class TestFake(RepositoryContract):
    @pytest.fixture
    def repo(self) -> UserRepository:
        return FakeUsers()


class TestSqlite(RepositoryContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "users.db"

    @pytest.fixture
    def repo(self, path: Path) -> Iterator[UserRepository]:
        users = SqliteUsers(path)
        yield users
        users.close()

    @pytest.fixture
    def second(self, repo: UserRepository, path: Path) -> Iterator[UserRepository]:
        users = SqliteUsers(path)
        yield users
        users.close()

    def test_a_change_is_in_the_file_at_once(
        self, repo: UserRepository, second: UserRepository
    ) -> None:
        ann = repo.add(*ANN)
        assert second.get(ann) == User(ann, *ANN)

    def test_a_transaction_is_in_the_file_when_it_ends(
        self, repo: UserRepository, second: UserRepository
    ) -> None:
        with repo.transaction():
            ann = repo.add(*ANN)
            assert second.find("", limit=1) == []
        assert second.get(ann) == User(ann, *ANN)

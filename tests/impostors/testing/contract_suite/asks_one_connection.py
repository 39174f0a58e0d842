# expect: all \d+ of your tests pass on a sqlite repository that does not commit at the end
"""Reads only through the connection that wrote, which sees its own changes, committed or not."""

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
        with pytest.raises(ZeroDivisionError), repo.transaction():
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

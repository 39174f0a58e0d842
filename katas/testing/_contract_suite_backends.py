"""Two repositories that keep the contract: a fake in memory, and one on sqlite."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from katas.testing._contract_suite_users import EmailTaken, User, UserNotFound


class FakeUsers:
    """Users in memory, for unit tests of what works with a `UserRepository`."""

    def __init__(self) -> None:
        self._users: dict[int, User] = {}
        self._last_id = 0

    def add(self, name: str, email: str) -> int:
        self._refuse_taken(User(0, name, email))
        self._last_id += 1
        self._users[self._last_id] = User(self._last_id, name, email)
        return self._last_id

    def get(self, user_id: int) -> User:
        return replace(self._known(user_id))

    def find(self, prefix: str, *, limit: int, offset: int = 0) -> list[User]:
        found = [user for user in self._users.values() if user.name.startswith(prefix)]
        found.sort(key=lambda user: (user.name, user.id))
        return [replace(user) for user in found[offset : offset + limit]]

    def update(self, user: User) -> None:
        self._known(user.id)
        self._refuse_taken(user)
        self._users[user.id] = replace(user)

    def delete(self, user_id: int) -> None:
        self._known(user_id)
        del self._users[user_id]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        before = self._users.copy()
        try:
            yield
        except BaseException:
            self._users = before
            raise

    def _known(self, user_id: int) -> User:
        if user_id not in self._users:
            raise UserNotFound(f"no user {user_id}")
        return self._users[user_id]

    def _refuse_taken(self, user: User) -> None:
        others = (other for other in self._users.values() if other.id != user.id)
        if any(other.email == user.email for other in others):
            raise EmailTaken(f"{user.email} is taken")


class SqliteUsers:
    """Users in a database file.

    It keeps the contract, and promises more: every change is in the file when the method returns,
    in a transaction when that ends, so that another `SqliteUsers` of the same path finds it. How
    the file is laid out is nobody else's business.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=0)  # who finds it locked is told at once
        self._db.execute("PRAGMA synchronous = OFF")  # may lose changes in a power cut, for speed
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, "
            "name TEXT NOT NULL, email TEXT NOT NULL UNIQUE)"
        )
        self._in_transaction = False

    def close(self) -> None:
        self._db.close()

    def add(self, name: str, email: str) -> int:
        insert = "INSERT INTO users (name, email) VALUES (?, ?)"
        return self._write(insert, name, email).lastrowid or 0

    def get(self, user_id: int) -> User:
        select = "SELECT id, name, email FROM users WHERE id = ?"
        row = self._db.execute(select, (user_id,)).fetchone()
        if row is None:
            raise UserNotFound(f"no user {user_id}")
        return User(*row)

    def find(self, prefix: str, *, limit: int, offset: int = 0) -> list[User]:
        rows = self._db.execute(
            "SELECT id, name, email FROM users WHERE substr(name, 1, length(:prefix)) = :prefix "
            "ORDER BY name, id LIMIT :limit OFFSET :offset",
            {"prefix": prefix, "limit": limit, "offset": offset},
        )
        return [User(*row) for row in rows]

    def update(self, user: User) -> None:
        update = "UPDATE users SET name = ?, email = ? WHERE id = ?"
        if not self._write(update, user.name, user.email, user.id).rowcount:
            raise UserNotFound(f"no user {user.id}")

    def delete(self, user_id: int) -> None:
        deleted = self._write("DELETE FROM users WHERE id = ?", user_id).rowcount
        if not deleted:
            raise UserNotFound(f"no user {user_id}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._in_transaction = True
        try:
            with self._db:  # commits, or rolls back
                yield
        finally:
            self._in_transaction = False

    def _write(self, sql: str, *values: str | int) -> sqlite3.Cursor:
        try:
            with nullcontext() if self._in_transaction else self._db:
                return self._db.execute(sql, values)
        except sqlite3.IntegrityError as error:
            raise EmailTaken(str(error)) from error

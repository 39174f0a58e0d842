"""Two more repositories that keep the contract, and do all that it leaves open in another way."""

import bisect
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from katas.testing._contract_suite_users import EmailTaken, User, UserNotFound

Row = tuple[str, int, str]


class Vanished(UserNotFound):
    pass


class _Undo:
    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def __enter__(self) -> None:
        self._before = list(self._rows)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind:
            self._rows[:] = self._before


class FakeUsers:
    """A list of tuples in the order of names; ids have gaps and survive a rollback."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._next = 1000

    def add(self, name: str, email: str) -> int:
        if email in [row[2] for row in self._rows]:
            raise EmailTaken
        self._next += 7
        bisect.insort(self._rows, (name, self._next, email))
        return self._next

    def get(self, user_id: int) -> User:
        name, _, email = self._row(user_id)
        return User(user_id, name, email)

    def find(self, prefix: str, *, limit: int, offset: int = 0) -> list[User]:
        rows = [row for row in self._rows if row[0][: len(prefix)] == prefix]
        return [User(number, name, email) for name, number, email in rows[offset:][:limit]]

    def update(self, user: User) -> None:
        old = self._row(user.id)
        if user.email in [row[2] for row in self._rows if row != old]:
            raise EmailTaken(user)
        self._rows.remove(old)
        bisect.insort(self._rows, (user.name, user.id, user.email))

    def delete(self, user_id: int) -> None:
        self._rows.remove(self._row(user_id))

    def transaction(self) -> _Undo:
        return _Undo(self._rows)

    def _row(self, user_id: int) -> Row:
        for row in self._rows:
            if row[1] == user_id:
                return row
        raise Vanished


class SqliteUsers:
    """Every statement commits by itself; the tables and the journal are others."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        if not self._connection.execute("SELECT * FROM sqlite_master").fetchall():
            self._connection.executescript(
                "PRAGMA journal_mode = WAL;"
                "CREATE TABLE ids (last INTEGER);"
                "INSERT INTO ids VALUES (40);"
                "CREATE TABLE people (email TEXT, number INTEGER, called TEXT);"
            )

    def close(self) -> None:
        self._connection.close()

    def add(self, name: str, email: str) -> int:
        self._free(User(0, name, email))
        self._connection.execute("UPDATE ids SET last = last + 3")
        number = int(self._connection.execute("SELECT last FROM ids").fetchone()[0])
        self._connection.execute("INSERT INTO people VALUES (?, ?, ?)", (email, number, name))
        return number

    def get(self, user_id: int) -> User:
        for user in self._all():
            if user.id == user_id:
                return user
        raise Vanished(user_id)

    def find(self, prefix: str, *, limit: int, offset: int = 0) -> list[User]:
        users = [user for user in self._all() if user.name.startswith(prefix)]
        return sorted(users, key=lambda user: (user.name, user.id))[offset:][:limit]

    def update(self, user: User) -> None:
        self.get(user.id)
        self._free(user)
        values = (user.name, user.email, user.id)
        self._connection.execute("UPDATE people SET called = ?, email = ? WHERE number = ?", values)

    def delete(self, user_id: int) -> None:
        self.get(user_id)
        self._connection.execute("DELETE FROM people WHERE number = ?", (user_id,))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        end = "ROLLBACK"
        try:
            yield
            end = "COMMIT"
        finally:
            self._connection.execute(end)

    def _all(self) -> list[User]:
        rows = self._connection.execute("SELECT number, called, email FROM people")
        return [User(*row) for row in rows]

    def _free(self, user: User) -> None:
        if any(one.email == user.email and one.id != user.id for one in self._all()):
            raise EmailTaken(f"{user.email!r} belongs to somebody")

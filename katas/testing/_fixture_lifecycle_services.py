"""Given: a database and a store for files; both write down what is done to them."""

log: list[str] = []
"""What was done, in order; tests add what they do."""


class Database:
    """A connection. What is called out of turn raises `RuntimeError`."""

    def __init__(self) -> None:
        self._tables: list[str] | None = None
        self._before: list[str] | None = None
        self._open = True
        log.append("connect")

    def create_tables(self) -> None:
        self._must(self._open and self._tables is None, "create_tables")
        self._tables = []

    def begin(self) -> None:
        """Begin a transaction."""
        self._must(self._tables is not None and self._before is None, "begin")
        self._before = self.names()

    def insert(self, name: str) -> None:
        self._must(self._tables is not None, "insert")
        self._rows.append(name)

    def names(self) -> list[str]:
        """Return what was inserted."""
        return list(self._rows)

    def rollback(self) -> None:
        """End the transaction, and forget what was inserted in it."""
        self._must(self._before is not None, "rollback")
        self._tables, self._before = self._before, None

    def commit(self) -> None:
        """End the transaction, and keep what was inserted in it."""
        self._must(self._before is not None, "commit")
        self._before = None

    def drop_tables(self) -> None:
        self._must(self._tables is not None and self._before is None, "drop_tables")
        self._tables = None

    def close(self) -> None:
        self._must(self._open and self._tables is None, "close")
        self._open = False

    @property
    def _rows(self) -> list[str]:
        assert self._tables is not None, "there are no tables"
        return self._tables

    def _must(self, allowed: bool, what: str) -> None:
        if not allowed:
            raise RuntimeError(f"{what} out of turn, after: {', '.join(log)}")
        log.append(what)


class Store:
    """Folders by path, "a" and "a/b"; it knows no transactions."""

    def __init__(self) -> None:
        self._folders: set[str] = set()

    def make(self, path: str) -> None:
        """Raise `OSError` if it is there already, or the folder around it is not."""
        around = path.rpartition("/")[0]
        if path in self._folders or (around and around not in self._folders):
            raise OSError(f"cannot make {path}")
        self._folders.add(path)
        log.append(f"make {path}")

    def remove(self, path: str) -> None:
        """Raise `OSError` if it is not there, or not empty."""
        if path not in self._folders or any(one.startswith(f"{path}/") for one in self._folders):
            raise OSError(f"cannot remove {path}")
        self._folders.remove(path)
        log.append(f"remove {path}")


store = Store()

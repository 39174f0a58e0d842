"""Keys that count: how often does a table hash, and whom does it compare?

    >>> ledger = Ledger()
    >>> table = {ledger.key("a", hash=3): 1}
    >>> ledger.key("b", hash=3) in table
    False
    >>> ledger.hashes, ledger.comparisons
    (2, 1)

A hook stands where user code would run: it may raise (`raising(ValueError())`)
or change the table in the middle of a lookup.
"""

import builtins
from collections.abc import Callable
from typing import Any, NoReturn


class Ledger:
    """Counts what is done to the keys it issued."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.hashes = 0
        self.comparisons = 0
        #: Pairs that were compared although their hashes already told them apart.
        self.needless: list[tuple[Key, Key]] = []

    def key(self, value: object, hash: int | None = None) -> "Key":  # noqa: A002
        return Key(value, hash, ledger=self)


class Key:
    """Equal to the keys with an equal value; hashes like its value unless told how."""

    on_hash: Callable[[], object] | None = None
    on_eq: Callable[[object], object] | None = None

    def __init__(
        self,
        value: object,
        hash: int | None = None,  # noqa: A002
        *,
        ledger: Ledger | None = None,
    ) -> None:
        self.value = value
        self.ledger = Ledger() if ledger is None else ledger
        self._hash = hash

    def __hash__(self) -> int:
        self.ledger.hashes += 1
        if self.on_hash is not None:
            self.on_hash()
        return self._quiet_hash()

    def __eq__(self, other: object) -> bool:
        self.ledger.comparisons += 1
        if self.on_eq is not None:
            self.on_eq(other)
        if not isinstance(other, Key):
            return NotImplemented
        if self._quiet_hash() != other._quiet_hash():
            self.ledger.needless.append((self, other))
        return bool(self.value == other.value)

    def __repr__(self) -> str:
        if self._hash is None:
            return f"Key({self.value!r})"
        return f"Key({self.value!r}, hash={self._hash})"

    def _quiet_hash(self) -> int:
        return builtins.hash(self.value) if self._hash is None else self._hash


def raising(error: BaseException) -> Callable[..., NoReturn]:
    """Return a hook that raises this error."""

    def hook(*_: Any) -> NoReturn:
        raise error

    return hook

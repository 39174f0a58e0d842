"""Transaction scope: all that a block changed, or none of it.

A `with` block around some changes is a promise. Leave it by its end, by
`return`, `break` or `continue`, and they stay. When an exception leaves it,
even `KeyboardInterrupt` or the `GeneratorExit` of a generator that is closed
inside the block, what the block changed is undone, nothing more, and that
same exception goes on.

    >>> store = Store()
    >>> store["a"] = b"1"
    >>> with store.transaction():
    ...     store["b"] = b"2"
    ...     with store.transaction():
    ...         del store["a"]
    ...     raise ValueError("enough")
    Traceback (most recent call last):
    ValueError: enough
    >>> dict(store)
    {'a': b'1'}

Blocks nest. What an inner block leaves changed belongs to the block around
it, which can still undo it. `rollback()` of the `Transaction` that `as` gives
undoes what its block changed so far, and the block goes on.

Only the innermost open block can be rolled back or left, though two
generators that hold blocks may try otherwise: that, and `rollback()` of a
block that is over, raises `RuntimeError` and changes no key.

Reading or writing a key and entering a block take O(1) time, whatever the
store holds; leaving a block or rolling it back, time for what it changed.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager


class Transaction:
    """One `with` block. Only a `Store` makes these: its constructor is yours to choose."""

    def rollback(self) -> None:
        """Undo what the block changed so far; what it changes later counts as usual."""
        raise NotImplementedError


class Store(MutableMapping[str, bytes]):
    def __init__(self) -> None:
        """Start without keys."""
        raise NotImplementedError

    def __getitem__(self, key: str) -> bytes:
        """Raise `KeyError` if there is no such key; open blocks' changes are seen at once."""
        raise NotImplementedError

    def __setitem__(self, key: str, value: bytes) -> None:
        """Add the key or replace its value, for good unless a block around this undoes it."""
        raise NotImplementedError

    def __delitem__(self, key: str) -> None:
        """Raise `KeyError` if there is no such key."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        """Yield the keys, in any order."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many keys there are."""
        raise NotImplementedError

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Return the context manager of one block; the block begins when it is entered."""
        raise NotImplementedError

"""Transaction scope: all that a block changed, or none of it.

A `with` block around some changes is a promise. Leave it by its end, by
`return`, `break` or `continue`, and they stay. When an exception leaves it,
what the block changed is undone, nothing more, and that same exception goes
on. Any exception: `KeyboardInterrupt` is one, and so is the `GeneratorExit`
of a generator that is closed while it waits inside the block.

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
it, which can still undo it. `rollback()` undoes what its block changed so
far; the block goes on, and its later changes stay or are undone as usual.

Only the innermost open block may be rolled back or left. Asking it of
another, or `rollback()` of one that is over: `RuntimeError`, no key changes.

Reading or writing a key and entering a block take O(1) time, however much
the store holds; leaving a block or rolling it back, time in proportion to
what it changed. One thread at a time; nobody promises an order of keys.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager


class Transaction:
    """One `with` block. Only a `Store` makes these: its constructor is yours to choose."""

    def rollback(self) -> None:
        """Undo what the block changed so far; the block goes on."""
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
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Return the context manager of one block; the block begins when it is entered."""
        raise NotImplementedError

"""Lost update: an account, hits and a config that threads share.

Two threads add 10 to a balance of 100. Both read 100, both write 110, and one
deposit is gone. Python promises no atomicity, not even of `x += 1`, so the
tests stop a thread between its read and its write and let another one go on.

    >>> a, b = Account(100), Account(0)
    >>> a.withdraw(130), transfer(a, b, 30), a.balance, b.balance
    (False, True, 70, 30)
    >>> hits = Counter()
    >>> hits.hit("/home", "mobile")
    >>> hits.snapshot()
    {'/home': 1, 'mobile': 1}
    >>> config = LazyConfig(lambda: {"debug": True})
    >>> config.get()
    {'debug': True}

Every call on these objects, and every `transfer`, is seen by other threads as a
whole or not at all: whoever has seen a transfer in one balance sees it in the
other one too, and a snapshot shows all keys of a hit or none. No balance ever
falls below zero, not even for a moment.

The loader is called by the first `get`, and its value, even `None`, is kept for
all. If it raises, the error reaches the `get` that called it and no other one:
the next `get`, even one that waits already, calls the loader again.

Take any lock of `threading`. No deadlock: threads may transfer in opposite
directions, and an account may transfer to itself. Off limits: one lock for all.
Work on one account, or a slow loader, must not hold up other accounts and
configs. An amount below 1 raises `ValueError` and changes nothing.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Account:
    def __init__(self, balance: int) -> None:
        raise NotImplementedError

    @property
    def balance(self) -> int:
        raise NotImplementedError

    def deposit(self, amount: int) -> None:
        raise NotImplementedError

    def withdraw(self, amount: int) -> bool:
        """Return False, and change nothing, if the balance is too small."""
        raise NotImplementedError


def transfer(source: Account, target: Account, amount: int) -> bool:
    """Return False, and change nothing, if the source has too little."""
    raise NotImplementedError


class Counter:
    def __init__(self) -> None:
        raise NotImplementedError

    def hit(self, *keys: Hashable) -> None:
        """Count one more hit for each of the keys; equal keys count together."""
        raise NotImplementedError

    def snapshot(self) -> dict[Hashable, int]:
        """Return a copy: the hits of every key that was hit."""
        raise NotImplementedError


class LazyConfig(Generic[T]):
    def __init__(self, loader: Callable[[], T]) -> None:
        raise NotImplementedError

    def get(self) -> T:
        raise NotImplementedError

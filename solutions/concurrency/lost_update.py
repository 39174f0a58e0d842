"""Lost update, solved with a lock for each thing that must stay true.

A race needs three parts: a read, a write that relies on it, and somebody in
between. The lock closes the gap, so it must span both, and all who touch the
value must take the same one. Readers too: a balance read without the lock shows
a transfer half done, a dict copied without it shows half a hit.

`transfer` needs two locks at once. Withdrawing and then depositing would be free
of deadlock, but between the two calls the money is nowhere. Two threads that
take two locks in different orders can wait for each other for ever, so all take
them in one order: any that all agree on, and `id` is one. Never order by what
changes, such as the balance. An `RLock` lets its holder take it again, so that a
transfer from an account to itself needs no branch.

`LazyConfig` loads inside its lock, and whoever waited looks again. A first look
outside the lock (double-checked locking) saves little, and is right only with
the second look inside, and only if what the first one asks for is written last.
`with` gives the lock back when the loader raises, and nothing was stored, so
the next one loads.

Cost: a lock for each object. At work, hold it as short as possible, never while
calling code that you do not know: our loader runs under the lock, so one that
asks for its own config hangs. Mind that `functools.cached_property` (since 3.12)
and `functools.cache` may call twice. In a database the same race is cured
by `UPDATE ... SET balance = balance - 60 WHERE balance >= 60`, `SELECT ... FOR
UPDATE` or a version column, and rows are locked in the order of their keys.

Interview: "Does the GIL make `x += 1` safe?" No: it lets one thread run
bytecode at a time, and may pass to another one between reading and writing.
That CPython since 3.10 switches only at certain bytecodes hides this race
from most stress tests and proves nothing, the less so in a build without GIL.
Tell check-then-act from read-modify-write, and name the four conditions of a
deadlock: exclusive use, hold and wait, no taking away, a circle of waiting. The
order of locks breaks the circle; trying with a timeout and backing off breaks
hold and wait. Say what a lock for all would cost, and that it is often a good
start. Then offer what needs no lock: a queue with one owner, data that is
replaced instead of changed, or one process.

Hints
-----
1. Which read does each write rely on? Mark the first and the last line of every
   such pair: that span is what the lock is for.
2. Where must the lock live, so that two threads meet at the same one?
3. Two threads transfer in opposite directions and each has its first lock. What
   order of taking locks makes that impossible? What if both are the same lock?
4. A thread waits for the lock of the config, then gets it. What may have
   happened meanwhile, in the good case and in the bad one?
5. `transfer`: sort the two accounts by `id`, enter both locks, check, subtract,
   add. `get`: inside the lock, load if nothing is stored, then return it.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Account:
    def __init__(self, balance: int) -> None:
        self._balance = balance
        self._lock = threading.RLock()

    @property
    def balance(self) -> int:
        with self._lock:
            return self._balance

    def deposit(self, amount: int) -> None:
        _check(amount)
        with self._lock:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        _check(amount)
        with self._lock:
            if amount > self._balance:
                return False
            self._balance -= amount
            return True


def transfer(source: Account, target: Account, amount: int) -> bool:
    _check(amount)
    first, second = sorted((source, target), key=id)
    with first._lock, second._lock:
        if amount > source._balance:
            return False
        source._balance -= amount
        target._balance += amount
        return True


def _check(amount: int) -> None:
    if amount < 1:
        raise ValueError(f"an amount must be at least 1, not {amount}")


class Counter:
    def __init__(self) -> None:
        self._hits: dict[Hashable, int] = {}
        self._lock = threading.Lock()

    def hit(self, *keys: Hashable) -> None:
        with self._lock:
            for key in keys:
                self._hits[key] = self._hits.get(key, 0) + 1

    def snapshot(self) -> dict[Hashable, int]:
        with self._lock:
            return dict(self._hits)


class LazyConfig(Generic[T]):
    def __init__(self, loader: Callable[[], T]) -> None:
        self._loader = loader
        self._lock = threading.Lock()
        self._loaded: list[T] = []

    def get(self) -> T:
        with self._lock:
            if not self._loaded:
                self._loaded.append(self._loader())
            return self._loaded[0]

"""Transaction scope, solved with the values from before.

A block that changes a key for the first time writes down what was there. To
undo is to put those values back; to commit is to hand them to the block
around, which keeps its own where it has an older one, or to drop them where
there is no block around. After a rollback nothing is left to hand on, so
every block ends the same way and `finally` need not know how it was left.

The rest is a question of what passes where. `return`, `break` and `continue`
raise nothing at the `yield`, so they commit without a line of code. `except
Exception` would let Ctrl-C, `sys.exit`, a cancelled task and a closed
generator out with half of the work done, hence `BaseException`, and a bare
`raise`: the scope has an opinion about its data, not about the error.

Cost: a dict entry for each key that a block changed. A copy of the store is
simpler, and right while it is small; overlays, a dict for each open block and
tombstones for deleted keys, make undoing free and every read slower. At work
the database does this: `transaction()` of a psycopg connection, `atomic()` in
Django, `begin()` and `begin_nested()` in SQLAlchemy are this scope over BEGIN
and, inside, SAVEPOINT. `with` over a `sqlite3` connection is less: it neither
nests nor closes. And nothing here undoes what has left the process: a mail
once sent needs an outbox before, or an apology after.

Interview: "How do context managers work, and what are they for?" Say that
`with` looks up `__enter__` and `__exit__` on the type, both before it enters;
that `__exit__` runs however the block is left, with the exception or three
times `None`; that a true result swallows the error, and an error of its own
replaces it and keeps it as `__context__`. Then the generator form: the error
arrives at the `yield`, and without a `try` nothing below it runs. Tell
one-shot managers (this one) from reusable (a lock) and reentrant ones (an
`RLock`); name `ExitStack` for a number known only at run time, and `async
with` where entering or leaving must wait. Uses: files, locks, transactions,
time limits, a setting changed and put back. Trap: a generator keeps its block
open until it is finished or closed, and garbage collection may come late.

Hints
-----
1. In which order would you undo changes by hand, and what must you have
   written down before each?
2. If a block changes a key twice, which of the two earlier values matters?
   What if a committed inner block and its outer one changed the same key?
3. Keep a stack of open blocks, each with a dict from key to the value before
   (`None` where there was no key); every write goes through one method that
   fills the innermost dict.
4. `@contextmanager`: push; `try: yield`; on `BaseException` put back and
   `raise`; in `finally` pop, and hand what is left to the next on the stack.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager


class Transaction:
    def __init__(self, store: "Store") -> None:
        self._store = store
        self._before: dict[str, bytes | None] = {}

    def rollback(self) -> None:
        self._store._undo(self)


class Store(MutableMapping[str, bytes]):
    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}
        self._open: list[Transaction] = []

    def __getitem__(self, key: str) -> bytes:
        return self._data[key]

    def __setitem__(self, key: str, value: bytes) -> None:
        self._remember(key, self._data.get(key))
        self._data[key] = value

    def __delitem__(self, key: str) -> None:
        self._remember(key, self._data[key])
        del self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def transaction(self) -> AbstractContextManager[Transaction]:
        return self._scope()

    @contextmanager
    def _scope(self) -> Iterator[Transaction]:
        block = Transaction(self)
        self._open.append(block)
        try:
            yield block
        except BaseException:
            block.rollback()
            raise
        finally:
            self._close(block)

    def _remember(self, key: str, value: bytes | None) -> None:
        if self._open:
            self._open[-1]._before.setdefault(key, value)

    def _undo(self, block: Transaction) -> None:
        self._must_be_innermost(block)
        while block._before:
            key, value = block._before.popitem()
            if value is None:
                self._data.pop(key, None)
            else:
                self._data[key] = value

    def _close(self, block: Transaction) -> None:
        self._must_be_innermost(block)
        self._open.pop()
        for key, value in block._before.items():
            self._remember(key, value)

    def _must_be_innermost(self, block: Transaction) -> None:
        if self._open[-1:] != [block]:
            raise RuntimeError("only the innermost open transaction can be rolled back or left")

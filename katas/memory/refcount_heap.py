"""Reference-counted heap: each object dies with the last reference to it.

CPython's first collector, in small. An object is a number, and has attributes
that refer to objects. Its count says how many references to it there are: in
attributes, and in the hands of users. `new` gives its caller one, `incref`
takes one more, `decref` gives one back.

    >>> heap = Heap()
    >>> parent = heap.new()
    >>> child = heap.new(finalizer=lambda oid: print("bye"))
    >>> heap.set_ref(parent, "child", child)
    >>> heap.refcount(child)
    2
    >>> heap.decref(child)  # the parent still has it
    >>> ref = heap.weakref(child)
    >>> ref() == child
    True
    >>> heap.decref(parent)
    bye
    >>> ref(), heap.live()
    (None, set())

When its count falls to 0, an object dies:

1. Its finalizer is called with the number. All is still in place, attributes
   and weak references too, and the finalizer may use the object as it likes. If
   there is a reference afterwards, the object lives on, without a finalizer.
2. Otherwise it is no longer live, and its weak references give None. Then their
   callbacks are called, each with its weak reference, in any order.
3. Its attributes drop their references, one after another, in any order.

All this is done when the call that dropped the last reference returns, even if
a finalizer made that call. A list of 20,000 objects may die at once, each held
by the one before: do not recurse for each. A cycle keeps itself alive; that is
left to the second collector.

Numbers are not used again. Any that is not of a live object raises
`ReferenceError`, and nothing changes. You need not care about finalizers and
callbacks that raise, or about a `decref` of a reference that nobody held.

Off limits, or the point is lost: to let Python count, by `weakref` or `__del__`.
"""

from collections.abc import Callable

WeakRef = Callable[[], int | None]


class Heap:
    def __init__(self) -> None:
        raise NotImplementedError

    def new(self, finalizer: Callable[[int], object] | None = None) -> int:
        """Return the number of a new object; the caller holds the only reference to it."""
        raise NotImplementedError

    def live(self) -> set[int]:
        """Return the numbers of all live objects."""
        raise NotImplementedError

    def refcount(self, oid: int) -> int:
        raise NotImplementedError

    def incref(self, oid: int) -> None:
        raise NotImplementedError

    def decref(self, oid: int) -> None:
        raise NotImplementedError

    def get_ref(self, owner: int, name: str) -> int | None:
        """Return what the attribute refers to, or None; this takes no reference."""
        raise NotImplementedError

    def set_ref(self, owner: int, name: str, target: int | None) -> None:
        """Let the attribute refer to the target, or to nothing; then drop the reference it had."""
        raise NotImplementedError

    def weakref(self, oid: int, callback: Callable[[WeakRef], object] | None = None) -> WeakRef:
        """Return a function that gives the number while the object lives, afterwards None."""
        raise NotImplementedError

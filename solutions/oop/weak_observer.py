"""Weak observer, solved with a list of functions that find the listeners again.

A `weakref.ref` is called to get its object, or None; a `WeakMethod` is called
the same way, and `lambda: listener` makes a strong reference one of the kind.
With one shape for all three, the rest of the class does not ask what it holds.

    the method    `ledger.book` is an object made by the dot, and dead once the
                  call is over that it was passed to; so would be a reference
                  to it. `WeakMethod` refers to ledger and function apart, and
                  puts them together when asked
    equality      live weak references are equal if their objects are, and hash
                  like them: in a set, equal sessions merge and a dataclass
                  fails. Two method objects, though, are equal only if they
                  have one `__self__`, so `==` is right for those alone
    the snapshot  `_listeners` returns strong references in a new list: nobody
                  moves or dies under the loop, and the list goes when it ends
    the errors    error -> traceback -> the frame of `emit` -> its `errors`: a
                  circle, and what failed lives in it until the next collection.
                  `del errors` in a `finally` opens it; `Future.result` of
                  `concurrent.futures` clears its `self` that way. A signal that
                  stored the errors would leak them, and all they lead to

Cost: connecting looks at every listener, fine for dozens. For thousands keep a
dict from identity (`id`, for a method that of object and function) to the
reference, and have the reference's callback delete the entry at once, before
another object gets that `id`. A callback that closes over `self` ties signal
and reference into a cycle; give it the dict or a weak reference.

At work: blinker and `django.dispatch` are weak by default as well. Weakness is
no replacement for `disconnect`: a listener that somebody else forgot to drop
still hears everything. And it surprises: `connect(lambda: ...)` is gone before
the next line, and so is `connect(log.append)`, for a built-in method is none
that `inspect.ismethod` knows. Where both sides die together, strong references
are simpler.

Interview: "Which design patterns do you know, and where do you use them in
Python?" Begin with those the language dissolves: Strategy, Command and Factory
are functions and closures, Iterator is a generator, Decorator a decorator,
Singleton a module, Visitor `singledispatch` or `match`, Template Method often a
context manager. Then those that stay because they are about who knows whom and
who lives how long: Observer, Adapter, Composite, Memento for undo, State, a
registry of plug-ins, dependency injection, unit of work. Give one use and one
misuse. Observer uncouples the payment from the mail, and then hides who acts on
what; it leaks when a long-lived subject holds short-lived listeners, the lapsed
listener problem; errors and changes in mid-round need rules. Singleton is a
hidden global that tests share. To the question after it, how one refers to a
bound method weakly: `WeakMethod`, and why not `ref`.

Hints
-----
1. `weakref.ref(ledger.book)()`: try it at a prompt, while `ledger` is alive.
   Which object was it that died?
2. Look up `weakref.WeakMethod`. What do it, `weakref.ref` and a strong
   reference have in common, if all you want is the listener or None?
3. When are two listeners the same? Try `==` and `is` on `a.book` and `b.book`
   where `a == b`, on two references to equal objects, and on `a.book` twice.
4. One helper forgets the references that give None and returns a list of the
   listeners that are left. Every method begins by calling it, `emit` loops over
   that list, and `is None` is the question, for a listener may be falsy.
5. In the loop, catch `Exception` only and go on; `raise ExceptionGroup(text,
   errors)` after it, if there are any.
"""

import inspect
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

Listener = Callable[..., Any]
AnyListener = TypeVar("AnyListener", bound=Listener)


class Signal:
    def __init__(self) -> None:
        self._references: list[Callable[[], Listener | None]] = []

    def __len__(self) -> int:
        return len(self._listeners())

    def connect(self, listener: AnyListener, *, weak: bool = True) -> AnyListener:
        if not callable(listener):
            raise TypeError(f"a listener must be callable, not {listener!r}")
        if not any(_same(listener, known) for known in self._listeners()):
            self._references.append(_weak(listener) if weak else lambda: listener)
        return listener

    def disconnect(self, listener: Listener) -> bool:
        for index, known in enumerate(self._listeners()):
            if _same(listener, known):
                del self._references[index]
                return True
        return False

    def emit(self, *args: Any, **kwargs: Any) -> list[Any]:
        results, errors = [], []
        for listener in self._listeners():
            try:
                results.append(listener(*args, **kwargs))
            except Exception as error:
                errors.append(error)
        if errors:
            raise ExceptionGroup("listeners failed", errors)
        return results

    def _listeners(self) -> list[Listener]:
        """Forget the listeners that are gone, return the others."""
        found = [(reference, reference()) for reference in self._references]
        alive = [(reference, listener) for reference, listener in found if listener is not None]
        self._references = [reference for reference, _ in alive]
        return [listener for _, listener in alive]


def _weak(listener: Listener) -> Callable[[], Listener | None]:
    return weakref.WeakMethod(listener) if inspect.ismethod(listener) else weakref.ref(listener)


def _same(one: Listener, other: Listener) -> bool:
    if inspect.ismethod(one) and inspect.ismethod(other):
        return one == other
    return one is other

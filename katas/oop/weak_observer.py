"""Weak observer: a signal that keeps no listener alive.

A signal calls its listeners, first connected first. It refers to them weakly:
a listener that nobody else refers to is gone at once, neither counted nor
called. A method goes with its object. Only `weak=False` keeps a listener alive.

    >>> paid = Signal()
    >>> @paid.connect
    ... def thank(order):
    ...     return f"thanks for {order}"
    >>> class Ledger:
    ...     def __init__(self, paid):
    ...         paid.connect(self.book)
    ...     def book(self, order):
    ...         return f"{order} booked"
    >>> ledger = Ledger(paid)
    >>> paid.emit("tea")
    ['thanks for tea', 'tea booked']
    >>> del ledger
    >>> paid.emit("milk")
    ['thanks for milk']

Any callable may listen, hashable or not. Each `ledger.book` is a new object,
but the same method of one object is the same listener (`inspect.ismethod`
tells which callables are methods). Other than that, two objects are two
listeners, however equal they are, and their methods are as well.

An `emit` calls those that were connected when it began, whatever they connect
or disconnect meanwhile; one that is gone by then may be called or left out. The
error of one listener does not stop the others.

What a signal noted of a listener that is gone goes too, at the next `connect`
at the latest. A signal that was dropped goes although its listeners stay, at
the next garbage collection at the latest. There is one thread.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Listener = Callable[..., Any]
AnyListener = TypeVar("AnyListener", bound=Listener)


class Signal:
    def __init__(self) -> None:
        """Start without listeners."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many listeners are connected and not gone."""
        raise NotImplementedError

    def connect(self, listener: AnyListener, *, weak: bool = True) -> AnyListener:
        """Return the listener, as a decorator does; connecting it again changes nothing.

        Raise `TypeError` for what is not callable, and for what must be held weakly and
        cannot (`weakref.ref` of it, or of a method's object, fails); nothing is connected then.
        """
        raise NotImplementedError

    def disconnect(self, listener: Listener) -> bool:
        """Forget the listener; return whether it was connected."""
        raise NotImplementedError

    def emit(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Call the listeners with the arguments; return what they returned, in their order.

        If some raise an `Exception`, be it only one, raise an `ExceptionGroup` of all these
        errors, in order, once everyone was called; the signal keeps none of them. Any other
        exception, such as `KeyboardInterrupt`, ends the round and comes out as it is.
        """
        raise NotImplementedError

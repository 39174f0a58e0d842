"""Calling a class: all that `C(1, x=2)` does before you hold an object.

To call a class is to run a method of the class's own class, `type.__call__`.
Write it as a function: `construct(C, 1, x=2)` does what `C(1, x=2)` does, for
built-in classes and for metaclasses as well. Left out are classes whose
metaclass has a `__call__` of its own. In doubt, try what Python does.

    >>> class Money(int):
    ...     def __new__(cls, amount, currency):
    ...         return super().__new__(cls, amount)
    ...     def __init__(self, amount, currency):
    ...         self.currency = currency
    >>> fare = construct(Money, 3, currency="EUR")
    >>> fare + 1, fare.currency, construct(type, fare).__name__
    (4, 'EUR', 'Money')

`__new__` may return what it likes, and the caller gets just that. `__init__`
runs whenever that object's type is the class called, or inherits from it; an
object that is returned twice is set up twice. To inherit means to inherit: it
does not help to be registered with an `ABC`, nor that `isinstance` says yes.
Which `__init__`? That of the object's type. The object has no say: its own
attributes do not matter, nor what it gives for its `__class__`. An `__init__`
that returns anything but None is a `TypeError`.

Arguments may go by any name, `cls` and `self` too. What the two methods raise
comes through untouched. `type`, called with one positional argument and no
other, returns the class of that. And what is no class raises `TypeError`, before
any method of it was called.

Off limits, or the point is lost: to call `cls` itself, be it by `type.__call__`.
"""

from typing import Any


def construct(cls: type[Any], /, *args: Any, **keywords: Any) -> Any:
    """Return what calling the class with these arguments returns."""
    raise NotImplementedError

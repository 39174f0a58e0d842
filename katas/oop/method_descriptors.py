"""Method descriptors: what becomes of a function at the dot.

A class keeps functions, yet `timer.tick` is a method. It is made at the dot: if
what a class keeps has a `__get__`, it is a descriptor, and the value is what that
returns. For `timer.tick` Python calls `__get__(timer, Timer)`, for `Timer.tick`
`__get__(None, Timer)`; `Timer` is the class that was asked, though the descriptor
may stand in a base of it. Write four of them, and the bound method.

    >>> class Timer:
    ...     def __init__(self, seconds):
    ...         self.left = seconds
    ...     @ClassMethod
    ...     def of_minutes(cls, minutes):
    ...         return cls(minutes * 60)
    ...     @StaticMethod
    ...     def shown(seconds):
    ...         return f"{seconds // 60}:{seconds % 60:02}"
    ...     @InstanceMethod
    ...     def tick(self, seconds=1):
    ...         self.left -= seconds
    ...     @Property
    ...     def face(self):
    ...         return self.shown(self.left)
    ...     @face.deleter
    ...     def face(self):
    ...         self.left = 0
    >>> timer = Timer.of_minutes(2)
    >>> timer.tick(seconds=5), timer.face, Timer.shown(7)
    (None, '1:55', '0:07')
    >>> timer.tick == timer.tick, timer.tick == Timer.of_minutes(2).tick
    (True, False)
    >>> del timer.face
    >>> timer.face
    '0:00'

One descriptor serves all objects of its class, of any kind: an empty one, which
counts as false, is an object too. An object may have an attribute of its own by
the same name. That hides a method of each of the three kinds, but never a property.

Off limits, or the point is lost: `staticmethod`, `classmethod`, `property`,
`types.MethodType`, and the `__get__` that functions have.
"""

from collections.abc import Callable
from typing import Any


class BoundMethod:
    """A function and its first argument, to be read as `__func__` and `__self__`."""

    def __init__(self, func: Callable[..., Any], obj: Any) -> None:
        raise NotImplementedError

    def __call__(self, /, *args: Any, **keywords: Any) -> Any:
        """Call the function with the object, then the arguments."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Equal are bound methods of the same function and the same, not just an equal, object."""
        raise NotImplementedError

    def __hash__(self) -> int:
        """Go with `==`, and work for an object without a hash, such as a list, as well."""
        raise NotImplementedError


class InstanceMethod:
    """What a function in a class does without any decorator."""

    def __init__(self, func: Callable[..., Any]) -> None:
        raise NotImplementedError

    def __get__(self, obj: Any, cls: type) -> Any:
        """Return a `BoundMethod` of function and object; through the class, the function."""
        raise NotImplementedError


class ClassMethod:
    def __init__(self, func: Callable[..., Any]) -> None:
        raise NotImplementedError

    def __get__(self, obj: Any, cls: type) -> BoundMethod:
        """Return a `BoundMethod` of the function and the class that was asked."""
        raise NotImplementedError


class StaticMethod:
    def __init__(self, func: Callable[..., Any]) -> None:
        raise NotImplementedError

    def __get__(self, obj: Any, cls: type) -> Callable[..., Any]:
        """Return the function itself."""
        raise NotImplementedError

    def __call__(self, /, *args: Any, **keywords: Any) -> Any:
        """Call the function: in the body of the class there is no dot to do it."""
        raise NotImplementedError


class Property:
    """An attribute that functions read, set and delete; what they raise comes through.

    Where a function is missing, that use of the attribute raises `AttributeError`.
    """

    def __init__(
        self,
        fget: Callable[[Any], Any] | None = None,
        fset: Callable[[Any, Any], None] | None = None,
        fdel: Callable[[Any], None] | None = None,
    ) -> None:
        raise NotImplementedError

    def __get__(self, obj: Any, cls: type) -> Any:
        """Return what `fget(obj)` returns; through the class, this property itself."""
        raise NotImplementedError

    def __set__(self, obj: Any, value: Any) -> None:
        """Call `fset(obj, value)`."""
        raise NotImplementedError

    def __delete__(self, obj: Any) -> None:
        """Call `fdel(obj)`."""
        raise NotImplementedError

    def getter(self, fget: Callable[[Any], Any]) -> "Property":
        """Return a new property with this getter, else like this one, which stays as it is."""
        raise NotImplementedError

    def setter(self, fset: Callable[[Any, Any], None]) -> "Property":
        """Do the same with the setter."""
        raise NotImplementedError

    def deleter(self, fdel: Callable[[Any], None]) -> "Property":
        """Do the same with the deleter."""
        raise NotImplementedError

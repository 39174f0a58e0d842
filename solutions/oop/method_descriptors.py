"""Method descriptors, solved with two arguments of `__get__`.

All four keep a function or three and answer one question: given the object and
the class, what is the value? Function and object make a method, function and
class a class method, the function alone a static one, and a property calls. A
descriptor is shared by every object of the class, so it may keep nothing about any
of them: what belongs to one object goes into a new `BoundMethod`. That is why
`timer.tick is timer.tick` is false and `==` must do, as when a listener is
unsubscribed by naming the method again. It compares the object by identity: equal
lists are two lists. And ask `obj is None`, for an empty basket is false as well.

A property defines `__set__` even where it has no setter, to refuse. Were it not
there, `timer.face = 1` would land in the object's `__dict__` and hide the getter.
`setter` must not write into its own property, which a base class may be using.

Cost: a small object for each access; when a real function is called at once, as in
`timer.tick()`, CPython saves even that and passes the object straight on. At work
you write a descriptor for what several attributes share: a checked field, a column
of an ORM, a lazy value; `__set_name__` tells it its name. `functools.cached_property`
is non-data on purpose: it writes its result into the `__dict__` of the object and
is hidden from then on.

Interview: "Static and class methods: what is the difference, and what are they
for?" A static method returns the function as it is: it knows neither object nor
class. A class method is bound to the class through which it was reached, so that
an alternative constructor (`dict.fromkeys`, `datetime.fromtimestamp`) makes a
`Child` when called on `Child`; a static one that names `Base` would not. Static is
for a helper that belongs to the class or that subclasses may replace; often a
function in the module is plainer. Since 3.10 it can be called within the class
body. `@classmethod` over `@property` came in 3.9 and went in 3.13. `__new__`
is static and `__init_subclass__` a class method without being told so.

What is a descriptor? An object in a class whose type defines `__get__`, `__set__`
or `__delete__`. With one of the last two it is a data descriptor: property, slot.
With `__get__` alone it is non-data: function, static and class method.

In which order is `obj.name` looked up? The classes of `type(obj).__mro__` are
searched first, but what they hold answers at once only if it is a data descriptor.
Otherwise the object's own `__dict__` does, then the non-data descriptor or plain
value from the class; last `__getattr__`, which also hears of an `AttributeError`
that a getter let slip. `Timer.name` does the same one storey up: the metaclass in
the role of the class, `Timer` and its bases in that of the `__dict__`, and a
descriptor that they hold is asked with `obj` None.

How does a function become a method? It is a non-data descriptor, and its `__get__`
is the `InstanceMethod` above. Hence a function put on one object is not bound, a
lambda assigned to a class is, and a weak reference to `timer.tick` dies at once
(`WeakMethod` helps).

Hints
-----
1. Let a class with a `__get__` that prints its arguments stand in a class body. Ask
   for it through an object, a subclass, and an object of that.
2. Which of `obj` and `cls` does each kind need, and when is `obj` None? How do you
   tell None from an object that is merely false?
3. A list has no hash, but its identity never changes. What in Python gives you a
   number for that?
4. `BoundMethod(func, obj)`, `BoundMethod(func, cls)`, `func`, `fget(obj)`: each
   `__get__` ends in one of these. `setter` is one line that calls `Property`.
"""

from collections.abc import Callable
from typing import Any


class BoundMethod:
    def __init__(self, func: Callable[..., Any], obj: Any) -> None:
        self.__func__ = func
        self.__self__ = obj

    def __call__(self, /, *args: Any, **keywords: Any) -> Any:
        return self.__func__(self.__self__, *args, **keywords)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoundMethod):
            return NotImplemented
        return self.__func__ is other.__func__ and self.__self__ is other.__self__

    def __hash__(self) -> int:
        return hash((id(self.__func__), id(self.__self__)))


class InstanceMethod:
    def __init__(self, func: Callable[..., Any]) -> None:
        self._func = func

    def __get__(self, obj: Any, cls: type) -> Any:
        return self._func if obj is None else BoundMethod(self._func, obj)


class ClassMethod:
    def __init__(self, func: Callable[..., Any]) -> None:
        self._func = func

    def __get__(self, obj: Any, cls: type) -> BoundMethod:
        return BoundMethod(self._func, cls)


class StaticMethod:
    def __init__(self, func: Callable[..., Any]) -> None:
        self._func = func

    def __get__(self, obj: Any, cls: type) -> Callable[..., Any]:
        return self._func

    def __call__(self, /, *args: Any, **keywords: Any) -> Any:
        return self._func(*args, **keywords)


class Property:
    def __init__(
        self,
        fget: Callable[[Any], Any] | None = None,
        fset: Callable[[Any, Any], None] | None = None,
        fdel: Callable[[Any], None] | None = None,
    ) -> None:
        self._fget = fget
        self._fset = fset
        self._fdel = fdel

    def __get__(self, obj: Any, cls: type) -> Any:
        if obj is None:
            return self
        if self._fget is None:
            raise AttributeError("this property has no getter")
        return self._fget(obj)

    def __set__(self, obj: Any, value: Any) -> None:
        if self._fset is None:
            raise AttributeError("this property has no setter")
        self._fset(obj, value)

    def __delete__(self, obj: Any) -> None:
        if self._fdel is None:
            raise AttributeError("this property has no deleter")
        self._fdel(obj)

    def getter(self, fget: Callable[[Any], Any]) -> "Property":
        return Property(fget, self._fset, self._fdel)

    def setter(self, fset: Callable[[Any, Any], None]) -> "Property":
        return Property(self._fget, fset, self._fdel)

    def deleter(self, fdel: Callable[[Any], None]) -> "Property":
        return Property(self._fget, self._fset, fdel)

"""Calling a class, solved with two lookups and one question.

`__new__` is a static method without the decorator: it is found like any
attribute of the class, bound to nothing, and needs the class as an argument.
What it returns is the result, whatever follows; `__init__` fills the object and
can neither replace nor refuse it, except by raising. The question is whether
it runs, and the method resolution order of `type(made)` knows. `isinstance`
mostly says the same, but anybody may answer for it: an ABC, a metaclass, a
`Mock(spec=C)` by its `__class__`.

`type(made).__init__` instead of `made.__init__` is the rule for all methods that
the interpreter calls by itself, `__len__` and `__enter__` too. Both methods get
the same arguments, so each must accept what only the other needs. Only
`object` is lenient: either of its two lets surplus arguments pass if you wrote
the other one and not this. If you wrote neither: "Spot() takes no arguments".

`type` is a class too, and a class statement ends in such a call: `type(name,
bases, namespace)`, where `type.__new__` makes the class. That `type(x)` tells
a class is the one thing `type.__call__` does besides, for `type` alone.

At work you write `__new__` where `__init__` comes too late: a subclass of an
immutable (`int`, `tuple`), a class that chooses among its subclasses (as `Path`
does), a metaclass. One that hands out a kept object sees `__init__` run over it
again, and that resets a singleton in use; a cached function or a classmethod
is plainer. To change the call as a whole, give the metaclass a `__call__`: thus
`Color(1)` of an enum finds a member and makes none. `super().__call__` in it is
what you built here. `copy` and `pickle` do not call the class: by default they go
through `__new__` alone, and what `__init__` checks goes unchecked.

Interview: "How are classes made in Python, how does `__new__` work, and what is
`type`?" The body of a class statement runs in a namespace, then the metaclass is
called with name, bases and namespace; the class is an object like others. Calling
it is `type(C).__call__(C, ...)`: first `C.__new__(C, ...)` makes or picks an
object; if its type is C or inherits from C, the `__init__` of that type fills
it and returns None; then the caller gets it. So `__init__` is no constructor
in the strict sense: it may be skipped, or run twice. `type` is the class of
classes, its own too: `type(type) is type`. It derives from `object`, and
`object` is an instance of `type`; that circle is closed in C. A strong answer
says when it last needed `__new__`, and why `__init__` would not do.

Hints
-----
1. Who makes the object, and who only fills it? Let a class print in both
   methods, let its `__new__` return 42, and call it.
2. `C.__new__` is bound to nothing. What must be its first argument?
3. Which objects does Python set up? Look for an attribute of a class that lists
   all it inherits from, and that no `__instancecheck__` can talk into anything.
4. Turn away what is no class, then `type` with one argument. Then `made =
   cls.__new__(cls, ...)`; if `cls` is in `type(made).__mro__`, call `__init__`
   of `type(made)` with `made` and the arguments, and look at its result.
"""

from typing import Any


def construct(cls: type[Any], /, *args: Any, **keywords: Any) -> Any:
    if not isinstance(cls, type):
        raise TypeError(f"only a class can be called here, not {cls!r}")
    if cls is type and len(args) == 1 and not keywords:
        return type(args[0])
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__:
        _initialise(made, args, keywords)
    return made


def _initialise(made: Any, args: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    kind: Any = type(made)
    returned = kind.__init__(made, *args, **keywords)
    if returned is not None:
        raise TypeError(f"{kind.__qualname__}.__init__ must return None, not {returned!r}")

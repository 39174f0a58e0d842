"""Immutables, solved by giving each object all it has while it is made.

    Reading  a float has its number once `float.__new__` returns. That takes one
             argument and must not see the second, so the class writes its own
    Version  the same, but silent: `tuple.__new__` took the text letter by letter,
             and `self = ...` in `__init__` gave a local variable another value
    Money    no base fixes its contents, so `__init__` will do, if it gets past
             its own `__setattr__`, by way of the one that it hides
    Symbol   `__new__` may hand out what it made before, and `__init__` runs over
             it each time; so all that happens once happens in `__new__`

`super().__new__(cls, ...)` with `cls`, never the name of the class, and subclasses
come for free. Read-only is a property over an underscore: a promise, no lock.

`copy` and `pickle` do not call the class. `object.__reduce_ex__` has them call
`cls.__new__(cls, *args)`, with what `__getnewargs__` gives, then restore the state,
which is `__dict__` and slots; `__init__` is left out. Hence a class whose
`__new__` wants arguments must tell them, and one with `__init__` alone need not.
`float` and `tuple` tell theirs already, which are no longer ours: override it. The
state comes along, which does no harm unless the object is one in use: a symbol
would be given the number that it had elsewhere. So `Symbol` says by `__reduce__`
all there is to do: call this, with that, and nothing after.

The table of symbols is weak, or every name ever read would stay. Put the object
into a variable first: nothing but the caller keeps it. The class is part of the
key, for a class attribute is shared with all subclasses.

At work: `@dataclass(frozen=True)`, which writes all of `Money`, before any of this;
`sys.intern` for plain text, an `Enum` where the names are known beforehand. A
cached function beside an ordinary class is plainer than a `__new__` that
remembers. With threads, look-up and insertion here need a lock around them.

Interview: "What is the difference between `__new__` and `__init__`, and when do you
need which?" `__new__` is a static method which gets the class and returns an
object, new or not; `__init__` gets that object, if it is an instance of the class,
and changes it. The default is `__init__`. `__new__` is for bases that are immutable
(`int`, `str`, `tuple`), for choosing or reusing the object (interning, singletons,
`Path`), and for metaclasses. A strong answer adds that both get the same
arguments, that `__init__` may run twice or never, how pickle makes the object
anew and why that breaks both kinds, that equal immutables should have equal
hashes, and that a singleton is mostly better off as a module's variable.

Hints
-----
1. Let a subclass of `tuple` print `self` in the first line of `__init__`. Who has
   put that in, and which arguments did it get?
2. `super().__new__(cls, ...)` returns the object: what may you still do with
   it before you return it? Which of the four classes could do without?
3. Call `__reduce_ex__(4)` of a reading and of a version, and read what is to be
   called with what. Then look up `__getnewargs__`.
4. Which name does Python look for in a class that has `__eq__`, and what has become
   of it? And whose `__setattr__` does a frozen dataclass call in its `__init__`?
5. A symbol: look up (cls, name) in a `WeakValueDictionary`; if it is not there,
   make it, keep it in a variable, put it in, set name and number. No `__init__`.
   A pickle of it is to call the class again, and to restore nothing: `__reduce__`
   returns `type(self), (self.name,)`.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any, ClassVar, Self, SupportsFloat
from weakref import WeakValueDictionary


class Reading(float):
    _sensor: str

    def __new__(cls, value: str | SupportsFloat, sensor: str) -> Self:
        self = super().__new__(cls, value)
        self._sensor = sensor
        return self

    @property
    def sensor(self) -> str:
        return self._sensor

    def __getnewargs__(self) -> Any:
        return float(self), self._sensor


class Version(tuple[int, ...]):
    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, map(int, text.split(".")))

    def __str__(self) -> str:
        return ".".join(map(str, self))

    def __getnewargs__(self) -> Any:
        return (str(self),)


class Money:
    cents: int
    currency: str

    def __init__(self, cents: int, currency: str) -> None:
        super().__setattr__("cents", cents)
        super().__setattr__("currency", currency)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return (self.cents, self.currency) == (other.cents, other.currency)

    def __hash__(self) -> int:
        return hash((self.cents, self.currency))


class Symbol:
    _symbols: ClassVar[WeakValueDictionary[tuple[type, str], Any]] = WeakValueDictionary()
    _numbers: ClassVar[Iterator[int]] = count()
    _name: str
    _number: int

    def __new__(cls, name: str) -> Self:
        known: Self | None = cls._symbols.get((cls, name))
        if known is not None:
            return known
        self = cls._symbols[cls, name] = super().__new__(cls)
        self._name, self._number = name, next(cls._numbers)
        return self

    @property
    def name(self) -> str:
        return self._name

    @property
    def number(self) -> int:
        return self._number

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._name,)

"""Immutables: four classes whose `__init__` comes too late, or once too often.

By the time `__init__` is called there is an object already, and an immutable one
is finished by then. A docstring shows today's code, then what was seen, then
what is due. Write each class right; the whole standard library is welcome.

    >>> warm = Reading("21.5", sensor="roof")
    >>> warm + 1, warm.sensor
    (22.5, 'roof')
    >>> Version("1.9") < Version("1.10")
    True
    >>> Symbol("loop") is Symbol("loop")
    True

Due of all four, besides: a subclass that adds nothing makes instances of its
own. To set or to delete an attribute that is named here raises `AttributeError`.
`copy.copy`, `copy.deepcopy`, and `pickle` with protocol 2 to 5 give an object of
the same class, with the same value and attributes; it may be the same object.

The stubs have `__new__` or `__init__`, but you may take either, or both, or none.
The classes stay at the top of this module. There is one thread.
"""

from typing import Self, SupportsFloat


class Reading(float):
    """A number that knows which sensor measured it.

    def __init__(self, value, sensor):
        super().__init__(value)
        self.sensor = sensor

    Seen: `float expected at most 1 argument, got 2`.
    Due: a float; it calculates, compares and hashes as its number does, and what
    is calculated is a plain float.
    """

    def __new__(cls, value: str | SupportsFloat, sensor: str) -> Self:
        """Take what `float` takes as a value, and raise what it raises."""
        raise NotImplementedError

    @property
    def sensor(self) -> str:
        raise NotImplementedError


class Version(tuple[int, ...]):
    """The numbers in a text like "1.10.2".

    def __init__(self, text):
        self = tuple(int(part) for part in text.split("."))

    def __str__(self):
        return ".".join(str(part) for part in self)

    Seen: `Version("1.9")` has the items '1', '.' and '9'; it is above "1.10".
    Due: a tuple of the numbers, which compares and hashes as such.
    """

    def __new__(cls, text: str) -> Self:
        """Raise `ValueError` if a part is none of what `int` takes for a number."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return the numbers, with dots between them."""
        raise NotImplementedError


class Money:
    """An amount in a currency.

    def __init__(self, cents, currency):
        self.cents = cents
        self.currency = currency

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} cannot be set")

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.cents, self.currency) == (other.cents, other.currency)

    Seen: `cents cannot be set`, for all who wanted to make any.
    Due: money that can be made, and can be a key of a dict.
    """

    cents: int
    currency: str

    def __init__(self, cents: int, currency: str) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Compare class, cents and currency; whatever is of another class is not equal."""
        raise NotImplementedError

    def __hash__(self) -> int:
        raise NotImplementedError


class Symbol:
    """A name in a compiler: there is one object for it, so that `is` compares names.

    _symbols = {}
    _numbers = itertools.count()

    def __new__(cls, name):
        if name not in cls._symbols:
            cls._symbols[name] = super().__new__(cls)
        return cls._symbols[name]

    def __init__(self, name):
        self.name = name
        self.number = next(self._numbers)

    Seen: who asked for a symbol changed its number. Copies failed; a subclass
    was given symbols of `Symbol`; none was ever freed.
    Due: of each class and name there is one symbol at a time. Calls, copies and
    pickles give that one as long as anybody refers to it. It keeps its number,
    which no other symbol has at the time, of whatever class. Once nobody refers
    to it, it is gone; a call, or an old pickle, makes another, with any number
    that is free. One can refer to symbols weakly.
    """

    def __new__(cls, name: str) -> Self:
        raise NotImplementedError

    @property
    def name(self) -> str:
        raise NotImplementedError

    @property
    def number(self) -> int:
        raise NotImplementedError

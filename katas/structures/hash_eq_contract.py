"""Equality and hash: keep the contract that every dict and set relies on.

A dict looks for a key by its hash first and by `==` second. A class whose two
answers do not fit together loses keys, and no error says so. Each class below
tells what equality means for it; write it so that

- objects are equal if the docstring says so, and only then. Asked about any
  other type, lookalikes included, `==` leaves the answer to the other operand;
- its hash is lawful: equal objects have equal hashes, and an object's hash
  stays the same whatever happens to the object;
- its hash is useful: of 100 unequal objects, at least 90 hashes differ.

Where no hash can be both, there is none, and `hash(x)` raises `TypeError`:
which classes those are is for you to find out. Fields are attributes named
like the parameters. Fixed ones are never assigned; only `Point` must guard
them. Then predict, in `OUTCOMES`, what the interpreter shows for a dozen lines.

    >>> Point(1, 2) == Point(1.0, 2.0), Point(1, 2) == (1, 2)
    (True, False)
    >>> from unittest.mock import ANY
    >>> Point(1, 2) == ANY  # a Point does not know ANY: ANY decides
    True
    >>> accepted = {CaseKey("Content-Type"): "json"}
    >>> accepted[CaseKey("CONTENT-TYPE")]
    'json'

Off limits, or the point is lost: `dataclasses`, `NamedTuple`, and whatever
else writes the methods for you.
"""


class Point:
    """A place in the plane. Equal to the points with equal coordinates.

    To assign or to delete `x` or `y` raises `AttributeError`.
    """

    def __init__(self, x: float, y: float) -> None:
        raise NotImplementedError

    @property
    def x(self) -> float:
        raise NotImplementedError

    @property
    def y(self) -> float:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError


class CaseKey:
    """A header's name. Equal to the keys with the same `text.casefold()`.

    `text` is fixed, and stays as it was written.
    """

    def __init__(self, text: str) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError


class Person:
    """A filled-in form. Equal to those of the very same class with equal fields.

    All its fields may be assigned at any time. Subclasses may add fields, or none.
    """

    def __init__(self, name: str, born: int) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError


class Employee(Person):
    """A person with one field more, which counts like the others."""

    def __init__(self, name: str, born: int, badge: int) -> None:
        raise NotImplementedError


class Account:
    """A bank account. Equal to those with an equal number, whatever they hold.

    The number is fixed; the balance may be assigned at any time.
    """

    def __init__(self, number: str, balance: int) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError


class Reading:
    """A measured temperature. Equal to the readings at most 0.5 degrees away.

    `celsius` is fixed, and finite.
    """

    def __init__(self, celsius: float) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError


# What the interpreter shows, as a string: "True", "[1, 2]" ... If the line raises, the name of
# the error: "KeyError". Imported are `math` and `dataclasses.make_dataclass`.
OUTCOMES: dict[str, object] = {
    "{1: 'a', True: 'b', 1.0: 'c'}": ...,
    "{True} | {1}": ...,
    "{1, 2} - {1.0}": ...,
    "hash(-1) == hash(-2)": ...,
    "len({-1, -2})": ...,
    "float('nan') in [float('nan')]": ...,
    "math.nan in {math.nan}": ...,
    "{1} in {frozenset({1})}": ...,
    "{1} in {frozenset({1}): 'a'}": ...,
    "{(1, [2])}": ...,
    "hash(type('Name', (str,), {'__eq__': str.__eq__})('ann'))": ...,
    "make_dataclass('Card', ['rank'])(7) in set()": ...,
}

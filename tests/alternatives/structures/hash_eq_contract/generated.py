"""What `dataclasses` writes, which is what one uses at work."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class CaseKey:
    text: str = field(compare=False)
    folded: str = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "folded", self.text.casefold())


@dataclass
class Person:
    name: str
    born: int


@dataclass
class Employee(Person):
    badge: int


@dataclass(unsafe_hash=True)
class Account:
    number: str
    balance: int = field(compare=False)


@dataclass(eq=False)
class Reading:
    celsius: float

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return -0.5 <= self.celsius - other.celsius <= 0.5


OUTCOMES = {
    "{1: 'a', True: 'b', 1.0: 'c'}": "{1: 'c'}",
    "{True} | {1}": "{True}",
    "{1, 2} - {1.0}": "{2}",
    "hash(-1) == hash(-2)": "True",
    "len({-1, -2})": "2",
    "float('nan') in [float('nan')]": "False",
    "math.nan in {math.nan}": "True",
    "{1} in {frozenset({1})}": "True",
    "{1} in {frozenset({1}): 'a'}": "TypeError",
    "{(1, [2])}": "TypeError",
    "hash(type('Name', (str,), {'__eq__': str.__eq__})('ann'))": "TypeError",
    "make_dataclass('Card', ['rank'])(7) in set()": "TypeError",
}

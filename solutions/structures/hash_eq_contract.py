"""Equality and hash, solved with six decisions and very little code.

Two questions decide. What does `==` compare? Only that, or a part of it, may
go into the hash. Can that change? Then a hash that is made of it moves, and
one that stays put differs from those of new equals: there is none to be had.

`Point` and `CaseKey` compare what never changes, so they hash just that; the
key folds once and compares what it hashes. `Account` is an entity: its number
says who it is, its balance how it fares, and only the number counts. `Person`
is a mutable value like a list and has no hash, for the same reason. Nor has
`Reading`: 20.0 equals 20.5 and 20.5 equals 21.0, hence all three would need
one hash, and so on up the scale. Being near is no equality; at work it is
a function, `math.isclose`.

`Person` demands the very same class. With `isinstance` it would be equal to
two employees with different badges, who are not equal to each other. A
subclass that adds nothing to `==` may well be equal to its base, but one that
adds a field cannot. To write `__eq__` sets `__hash__` to None in that class,
and hides an inherited one: the classes without a hash do nothing else for it.

What a dict does: it calls `hash(key)`, keeps the result beside the key, and
takes a stored key for yours if the hashes are equal and then `is` or `==` says
yes. So it never notices that a stored key has moved, and it finds a NaN by
identity. `{1} & {1.0}` shows one of two equals; which of them is not promised.

At work, `@dataclass` writes this `Person` (eq=True compares the class too and
sets `__hash__` to None), `@dataclass(frozen=True)` this `Point`. Fields with
`compare=False` stay out of both. `unsafe_hash=True` hashes mutable fields, as
you asked for; it suits an `Account` whose balance is not compared. A NamedTuple
is equal to every tuple with the same items, points or not. Folding case does
not unite the two ways to write an accent: `unicodedata.normalize` does.

Interview: "When must I define `__hash__`, and what goes wrong if I do not?"
State the contract: equal implies equal hashes, never the other way round; a
hash does not change while the object is a key. Say what Python does by itself:
identity for both by default, `__hash__ = None` once you write `__eq__`. Tell
value objects (immutable, all fields count) from entities (an id counts, for
life). Then ORM rows: their id is None until the flush, so a hash of the id
moves while the row sits in a set; keep identity, which is right within a
session, or give the id when the object is made (a UUID). Explain why
`NotImplemented` is not `False`: the other side has its say (`ANY`, numpy
arrays, query columns), and only if both decline does identity decide. And
hashes are no fingerprints: those of str differ from process to process.

Hints
-----
1. What may the hash of an object be made of, if equal objects must have equal
   hashes? What follows if an ingredient changes while the object is a key?
2. `a == b` and `b == c`: what must their hashes be? Look at readings of 20.0,
   20.5, 21.0 and so on, and at a person who is renamed into another.
3. Which of `isinstance(other, Person)` and `type(other) is type(self)` lets a
   person be equal to two employees who are not equal to each other?
4. Each `__eq__`: return `NotImplemented` for the wrong type, then compare
   tuples. Each `__hash__`: hash the tuple just compared. And see what
   `hash(x)` does in a class that has `__eq__` but no `__hash__`.
"""


class Point:
    def __init__(self, x: float, y: float) -> None:
        self._x = x
        self._y = y

    @property
    def x(self) -> float:
        return self._x

    @property
    def y(self) -> float:
        return self._y

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self) -> int:
        return hash((self.x, self.y))


class CaseKey:
    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.casefold()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaseKey):
            return NotImplemented
        return self._folded == other._folded

    def __hash__(self) -> int:
        return hash(self._folded)


class Person:  # no hash: what it compares may change
    def __init__(self, name: str, born: int) -> None:
        self.name = name
        self.born = born

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._fields() == other._fields()

    def _fields(self) -> tuple[object, ...]:
        return self.name, self.born


class Employee(Person):
    def __init__(self, name: str, born: int, badge: int) -> None:
        super().__init__(name, born)
        self.badge = badge

    def _fields(self) -> tuple[object, ...]:
        return *super()._fields(), self.badge


class Account:
    def __init__(self, number: str, balance: int) -> None:
        self.number = number
        self.balance = balance

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Account):
            return NotImplemented
        return self.number == other.number

    def __hash__(self) -> int:
        return hash(self.number)


class Reading:  # no hash: this equality is not transitive
    def __init__(self, celsius: float) -> None:
        self.celsius = celsius

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reading):
            return NotImplemented
        return abs(self.celsius - other.celsius) <= 0.5


OUTCOMES: dict[str, object] = {
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

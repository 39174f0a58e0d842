"""Liskov's principle, solved with two comparisons of sets and a square that cannot change.

Fix how many arguments come by position, and what is left of a call is a set
of names: some it must have, some it may have. The override must ask for no
name more and take no name less, for every count that the base takes. A
parameter that can be passed both ways counts twice, by its place and by its
name, so to rename it, or to let `*args` catch it, breaks whoever names it.
Counts and names that no signature mentions are all alike; one of each will do.

To try all calls with `Signature.bind` is a plain way, too; each name more
doubles the work, and some releases (3.11.7 and 3.13.0 among them) have a `bind`
that errs about positional-only parameters. At work mypy reports such overrides
but lets a renamed parameter pass; pylint reports that one.

Squares are rectangles as long as neither can change. With setters, "the other
side stays" and "the sides are equal" cannot both be kept; take the setters
away, and `with_width` need not return a square. It names the class it makes:
`type(self)(...)` would call a constructor whose signature it does not know.
Constructors are outside the principle: whoever has an object needs none.
`Square.scaled` returns more than was promised, which is always allowed. Where
things must change, let neither class inherit from the other.

Interview: "What is SOLID?" An example for each, and what it costs in Python.
Single responsibility: an order that prices itself but does not mail itself
changes for one reason; overdone, one feature is spread over ten files. Open
to extension, closed to change: a dict of exporters instead of an `if` ladder;
until the third format the ladder is easier to read. Liskov substitution: an
override demands no more (weaker precondition), delivers no less (stronger
postcondition), keeps invariants and takes the same calls. So it may accept
`object` for `int` and return `bool` for `int`, not the reverse, and a subclass
that raises `NotImplementedError` should not be one; `list` is not to be
subclassed as a read-only list. No compiler insists: run one contract test on
all subclasses. Interface segregation: ask for a `Protocol` with the one method
you call, or just for a function; the price is one more name to find. Dependency
inversion: pass the clock and the repository to the constructor, put them
together in one place; every layer more hides what is really called.

"What are the principles of OOP?" Encapsulation: invariants have one home,
behind `_name` and properties; it is a convention, and `__name` only mangles.
Abstraction: an `ABC` refuses half-made subclasses when they are instantiated, a
`Protocol` takes whatever fits. Inheritance: the linear order of C3 and
`super()`; it binds a class to the internals of its base, so prefer
composition. Polymorphism: duck typing, `singledispatch`, operators that return
`NotImplemented`; errors wait until the call. A strong answer says when to stop:
a module with three functions owes no principle a class.

Hints
-----
1. How does a caller reach the second parameter of `def f(a, b)`? Find each
   way, and ask of the override whether it is still open.
2. Say that two arguments come by position. Which names may such a call add,
   and which must it? When is there no such call at all?
3. For each count from 0 to one more than anybody has parameters, work out
   both sets for both functions and compare them. Let one name that nobody
   uses stand for all that `**kwargs` takes.
4. The shapes: what does `with_width` promise of the height, and what can a
   `Square` then return? Which line decides of which class the result is?
"""

import inspect
from collections.abc import Callable
from inspect import Parameter
from typing import Any, NamedTuple


class _Keywords(NamedTuple):
    """The names that a call must have and those that it may have."""

    required: set[str]
    allowed: set[str]


def accepts_all_calls(base: Callable[..., Any], sub: Callable[..., Any]) -> bool:
    old = [*inspect.signature(base).parameters.values()]
    new = [*inspect.signature(sub).parameters.values()]
    names = {parameter.name for parameter in old + new} | {""}  # "": all the others
    return all(
        _covers(_keywords(new, count, names), _keywords(old, count, names))
        for count in range(len(names))
    )


def _covers(new: _Keywords | None, old: _Keywords | None) -> bool:
    if new is None or old is None:
        return old is None
    return new.required <= old.required and new.allowed >= old.allowed


def _keywords(parameters: list[Parameter], count: int, names: set[str]) -> _Keywords | None:
    """Describe the calls with so many positional arguments; None if all of them fail."""
    unnamed = _of_kind(parameters, Parameter.POSITIONAL_ONLY)
    named = _of_kind(parameters, Parameter.POSITIONAL_OR_KEYWORD)
    too_many = count > len(unnamed) + len(named)
    if too_many and not _of_kind(parameters, Parameter.VAR_POSITIONAL):
        return None
    if _required(unnamed[count:]):
        return None
    filled = max(0, count - len(unnamed))
    free = named[filled:] + _of_kind(parameters, Parameter.KEYWORD_ONLY)
    allowed = {parameter.name for parameter in free}
    if _of_kind(parameters, Parameter.VAR_KEYWORD):
        allowed = names - {parameter.name for parameter in named[:filled]}
    return _Keywords(_required(free), allowed)


def _of_kind(parameters: list[Parameter], kind: object) -> list[Parameter]:
    return [parameter for parameter in parameters if parameter.kind is kind]


def _required(parameters: list[Parameter]) -> set[str]:
    return {parameter.name for parameter in parameters if parameter.default is Parameter.empty}


class Rectangle:
    def __init__(self, width: float, height: float) -> None:
        if width <= 0 or height <= 0:
            raise ValueError(f"both sides must be positive, not {width} and {height}")
        self._width = width
        self._height = height

    @property
    def width(self) -> float:
        return self._width

    @property
    def height(self) -> float:
        return self._height

    def with_width(self, width: float) -> "Rectangle":
        return Rectangle(width, self.height)

    def scaled(self, factor: float) -> "Rectangle":
        return Rectangle(self.width * factor, self.height * factor)


class Square(Rectangle):
    def __init__(self, side: float) -> None:
        super().__init__(side, side)

    def scaled(self, factor: float) -> "Square":
        return Square(self.width * factor)

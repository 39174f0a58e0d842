"""What counted code calls: the other half of the rewriting in `cost_import`.

Each probe charges the line it is told and stays out of the way otherwise. Where C could
do hidden work, the learner's code gets a stand-in for one operation; everywhere else it
gets the very object that was there.
"""

import operator
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from dojo.kit import cost_operators as operators
from dojo.kit.cost_model import Pulled, Rule, rule_of, work_of
from dojo.kit.cost_operators import Charge
from dojo.kit.cost_sizes import iterates_in_c, size

#: A line of code: its file and its number.
Site = tuple[str, int]

TURN = "this loop turns again and again"
CALL = "this is called again and again"
ENTRY = "this is entered again and again"
SPREAD = "`*` copies every item"


class TooMuchWork(BaseException):
    """Stops work that exceeds the limit; not an Exception, so that nobody handles it."""


class Meter:
    """How much work was done, and where."""

    def __init__(self, limit: float = float("inf")) -> None:
        self.total = 0
        self._limit = limit
        self._steps: defaultdict[tuple[Site, str], int] = defaultdict(int)

    def charge(self, site: Site, steps: int, why: str) -> None:
        self._steps[site, why] += steps
        self.total += steps
        if self.total > self._limit:
            raise TooMuchWork

    def absorb(self, other: "Meter") -> None:
        for (site, why), steps in other._steps.items():
            self.charge(site, steps, why)

    @property
    def lines(self) -> dict[Site, int]:
        """The work of each line."""
        lines: defaultdict[Site, int] = defaultdict(int)
        for (site, _why), steps in self._steps.items():
            lines[site] += steps
        return dict(lines)

    @property
    def why(self) -> dict[Site, str]:
        """What most of the work of each line was."""
        ascending = sorted(self._steps.items(), key=lambda item: item[1])
        return {site: why for (site, why), _steps in ascending}


class Probe:
    def __init__(self) -> None:
        self.meter = Meter()

    def turn(self, site: Site) -> bool:
        """Charge for a turn of a loop; true, so as to fit in as a condition."""
        self.meter.charge(site, 1, TURN)
        return True

    def entry(self, site: Site) -> bool:
        """Charge for the entry into a function; true like `turn`."""
        self.meter.charge(site, 1, ENTRY)
        return True

    def call(self, site: Site, called: Any) -> Any:
        """Charge for a call, and return what to call."""
        self.meter.charge(site, 1, CALL)
        return self._counted(site, called)

    def _counted(self, site: Site, called: Any) -> Any:
        rule = rule_of(called)
        return called if rule is None else partial(self._made, rule, site, called)

    def _made(self, rule: Rule, site: Site, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        return rule(work_of(self._at(site), partial(self._counted, site), called, args, kwargs))

    def _at(self, site: Site) -> Charge:
        def charge(steps: int, why: str) -> None:
            if steps:
                self.meter.charge(site, steps, why)

        return charge

    def binary(self, site: Site, operate: str, left: Any, right: Any) -> Any:
        self.meter.charge(site, 1, CALL)
        return operators.binary(self._at(site), getattr(operator, operate), left, right)

    def inplace(self, site: Site, operate: str, left: Any, right: Any) -> Any:
        self.meter.charge(site, 1, CALL)
        return operators.inplace(self._at(site), getattr(operator, operate), left, right)

    def compare(self, site: Site, operate: str, left: Any, right: Any) -> Any:
        self.meter.charge(site, 1, CALL)
        return operators.compare(self._at(site), getattr(operator, operate), left, right)

    def contains(self, site: Site, item: Any, container: Any) -> bool:
        self.meter.charge(site, 1, CALL)
        return operators.contains(self._at(site), container, item)

    def text(self, site: Site, text: str) -> str:
        """Charge for a text that was just put together."""
        self._at(site)(operators.written(text), operators.LONG_TEXT)
        return text

    def spread(self, site: Site, items: Any) -> Any:
        """Charge for what `*items` takes."""
        if not iterates_in_c(items) and hasattr(type(items), "__iter__"):
            return Pulled(self._at(site), SPREAD, items)
        return self.merge(site, items)

    def merge(self, site: Site, items: Any) -> Any:
        """Charge for what `**items` takes."""
        self._at(site)(size(items), SPREAD)
        return items

    def items(self, site: Site, items: Any, method: str, is_slice: bool) -> Any:
        """Return what to subscribe to, read, write or delete `items[...]`."""
        self.meter.charge(site, 1, CALL)
        watched = operators.wants_watching(items, method, is_slice)
        return _Items(self._at(site), items) if watched else items

    def target(self, site: Site, owner: Any, operate: str) -> "_Target":
        """Return the stand-in for `owner` in `owner.name += value` or `owner[key] += value`."""
        return _Target(owner, partial(self.inplace, site, operate))


class _Items:
    """Stands in for a container while one of its items, or a slice of them, is used."""

    __slots__ = ("_charge", "_items")

    def __init__(self, charge: Charge, items: Any) -> None:
        self._charge = charge
        self._items = items

    def __getitem__(self, key: Any) -> Any:
        return operators.read(self._charge, self._items, key, lambda: self._items[key])

    def __setitem__(self, key: Any, value: Any) -> None:
        do = partial(operator.setitem, self._items, key, value)
        operators.write(self._charge, self._items, key, do)

    def __delitem__(self, key: Any) -> None:
        do = partial(operator.delitem, self._items, key)
        operators.delete(self._charge, self._items, key, do)


class _Target:
    """Stands in for the owner of what `+=` changes.

    Python reads the old value from it, hands the right side to that, and writes the
    result back: each expression is evaluated once and in its order.
    """

    __slots__ = ("_inplace", "_owner")

    def __init__(self, owner: Any, inplace: Callable[[Any, Any], Any]) -> None:
        object.__setattr__(self, "_owner", owner)
        object.__setattr__(self, "_inplace", inplace)

    def __getattribute__(self, name: str) -> "_Left":
        value = getattr(_of(self, "_owner"), name)
        return _Left(value, _of(self, "_inplace"))

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_of(self, "_owner"), name, value)

    def __getitem__(self, key: Any) -> "_Left":
        return _Left(_of(self, "_owner")[key], _of(self, "_inplace"))

    def __setitem__(self, key: Any, value: Any) -> None:
        _of(self, "_owner")[key] = value


_of = object.__getattribute__


class _Left:
    """The old value, for as long as it takes to apply `+=` to it."""

    __slots__ = ("_inplace", "_value")

    def __init__(self, value: Any, inplace: Callable[[Any, Any], Any]) -> None:
        self._value = value
        self._inplace = inplace

    def _apply(self, right: Any) -> Any:
        return self._inplace(self._value, right)

    __iadd__ = __imul__ = __imod__ = __ior__ = __ixor__ = __iand__ = __isub__ = _apply

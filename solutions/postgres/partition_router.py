"""Partition router, solved by asking one key of each kind.

Truth and partition can change only at a number that is written somewhere: a
bound, a listed value, a constant. Cut the numbers before and after each of
these, and all keys of a piece have the same fate; so n, n + 1, a key below all
of them, and null stand for every key there is. Routing those that make the
predicate true is the definition of pruning, and there is no second rule for
the default partition, for gaps or for null.

Three truths fit on a line: false, unknown, true. Then AND is the minimum, OR
the maximum, and NOT turns the line around; unknown stays in the middle.

Combining sets of partitions instead of keys goes wrong twice. Two conditions
can each be met in a partition and never together, which costs a useless scan.
And the complement of the partitions for p loses those where both p and NOT p
have rows: a wrong result.

Sorted ranges overlap only if neighbours do. The greatest low bound at or
below the key is found in O(log n); its range has the key or nobody has.

PostgreSQL searches sorted bounds likewise, in pruning too. It takes whatever
conditions on the key it can match to the bounds, so the plan may name too many
partitions and never too few. It knows nothing about gaps between integers:
k > 19 scans the range from 10 to 20. A function around the key defeats it:
date_trunc('month', t) = ... reads everything, t >= ... AND t < ... one month.
When the value is not known to the planner (a parameter of a generic plan, the
outer side of a join), pruning happens in the executor, and EXPLAIN says
"Subplans Removed" or "(never executed)". Hash partitions can be pruned by
equality and IS NULL alone, and have no default.

Interview: "When do you partition a table, by what, and what does it cost?"
When data leaves by time: DETACH and DROP take moments, where a DELETE leaves
dead rows, WAL and work for vacuum. Also when the hot part and its indexes then
fit into memory, or vacuum and index builds have grown too long; not because a
table has many rows, for an index finds one among a billion. By what nearly
every query has in WHERE: range for time, list for regions or tenants, hash to
spread evenly. Bounds are half-open, so that months meet without a gap and
without a row in two.

The price: a unique or primary key must contain the partition key, so nothing
makes `id` alone unique; a query without the key reads every partition and
every index; planning time and locks grow with their number, so hundreds,
not tens of thousands. Without a default, a row that fits nowhere is an error
(23514) at the worst moment. With one it hides there, and creating its proper
partition scans the default and fails until the row has moved; DETACH
CONCURRENTLY is not allowed then. So make partitions ahead, by a job that is
watched. CREATE ... PARTITION OF locks the whole table; CREATE, then ATTACH
does not, and a valid CHECK of the same bounds spares it the scan. An UPDATE
of the key moves the row, as a DELETE and an INSERT. All that happens on one
server: to spread load over several is sharding.

Hints
-----
1. `route`: of the ranges that begin at or below the key, which is the only one
   that can contain it? What does a comparison with `None` do in Python?
2. If sorted ranges are pairwise clear of their neighbours, can two others
   overlap?
3. `prune`: write a function that says for one key whether a predicate is true,
   false or unknown. Then you could try every key; which keys cannot differ?
4. Collect all numbers in bounds, lists and predicate. Between two neighbours
   every key behaves alike, so one is enough. Do not forget the ends, null, and
   that there may be no number at all.
5. Keep the keys for which the predicate is true, and return the set of their
   routes; those without a partition hold no rows.
"""

import math
import operator
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any

MINVALUE, MAXVALUE = -math.inf, math.inf
TRUE, UNKNOWN, FALSE = 1, 0, -1
COMPARE: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

Key = int | None
Predicate = tuple[Any, ...]


class NoPartition(LookupError):
    pass


class RangePartitioned:
    def __init__(
        self, parts: Mapping[str, tuple[float, float]], default: str | None = None
    ) -> None:
        self._ranges = sorted((low, high, name) for name, (low, high) in parts.items())
        self._default = default
        for low, high, name in self._ranges:
            if low >= high:
                raise ValueError(f"{name} is empty: nothing is from {low} to {high}")
        for (_, end, name), (start, _, other) in pairwise(self._ranges):
            if start < end:
                raise ValueError(f"{name} and {other} overlap: both contain {start}")

    def route(self, key: Key) -> str:
        name = self._default
        if key is not None:
            at = bisect_right(self._ranges, key, key=itemgetter(0))
            if at and key < self._ranges[at - 1][1]:
                name = self._ranges[at - 1][2]
        return _placed(name, key)

    def prune(self, predicate: Predicate) -> set[str]:
        bounds = chain.from_iterable(bounds for *bounds, _ in self._ranges)
        return _reached(self.route, bounds, predicate)


class ListPartitioned:
    def __init__(self, parts: Mapping[str, Set[Key]], default: str | None = None) -> None:
        self._names: dict[Key, str] = {}
        self._default = default
        for name, values in parts.items():
            for value in values:
                if value in self._names:
                    raise ValueError(f"{value} is in {self._names[value]} and in {name}")
                self._names[value] = name

    def route(self, key: Key) -> str:
        return _placed(self._names.get(key, self._default), key)

    def prune(self, predicate: Predicate) -> set[str]:
        values = (value for value in self._names if value is not None)
        return _reached(self.route, values, predicate)


def _placed(name: str | None, key: Key) -> str:
    if name is None:
        raise NoPartition(f"no partition takes the key {key}")
    return name


def _reached(
    route: Callable[[Key], str], bounds: Iterable[float], predicate: Predicate
) -> set[str]:
    """Route one key for each stretch of keys that bounds and constants cannot tell apart."""
    numbers = {0, *map(int, filter(math.isfinite, bounds)), *_numbers(predicate)}
    keys = {None, min(numbers) - 1, *numbers, *(number + 1 for number in numbers)}
    found = set()
    for key in keys:
        if _truth(predicate, key) == TRUE:
            with suppress(NoPartition):
                found.add(route(key))
    return found


def _numbers(predicate: Predicate) -> Iterator[int]:
    for part in predicate:
        if isinstance(part, tuple):
            yield from _numbers(part)
        elif isinstance(part, int):
            yield part


def _truth(predicate: Predicate, key: Key) -> int:
    match predicate:
        case ("is null",):
            return TRUE if key is None else FALSE
        case ("not", inner):
            return -_truth(inner, key)
        case ("and", left, right):
            return min(_truth(left, key), _truth(right, key))
        case ("or", left, right):
            return max(_truth(left, key), _truth(right, key))
        case (sign, number) if key is not None and number is not None:
            return TRUE if COMPARE[sign](key, number) else FALSE
    return UNKNOWN

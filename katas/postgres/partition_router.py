"""Partition router: which partition a row goes to, and which ones a query reads.

A table is cut into partitions by its key `k`, a whole number or null (`None`). A
range (low, high) contains low but not high, and never null; MINVALUE is below all
numbers, MAXVALUE above. A list contains the values in it, and null if that is one.
What is in no range or list goes to the default partition, if the table has one.

    >>> sales = RangePartitioned({"old": (MINVALUE, 2024), "y24": (2024, 2025)}, default="rest")
    >>> sales.route(2023), sales.route(2024), sales.route(2025), sales.route(None)
    ('old', 'y24', 'rest', 'rest')
    >>> sorted(sales.prune(("and", (">=", 2000), ("<", 2025))))
    ['old', 'y24']
    >>> sales.prune(("is null",))
    {'rest'}

A predicate is a tuple. `("<", 5)` says k < 5, and so do =, <>, <=, >, >=; the others are
`("is null",)`, `("not", p)`, `("and", p, q)` and `("or", p, q)` with predicates p, q.
As in SQL, a comparison is unknown if k or the constant is null; `not` of unknown is
unknown; one false side makes `and` false, one true side makes `or` true, and else one
unknown side makes them unknown. A query reads rows for which its predicate is true.

`prune` returns the partitions in which there may be such rows, and no others: the names
that `route` gives for the keys which make the predicate true. Keys are whole numbers, so
k > 19 reads no range that ends at 20. The work depends on how many bounds, values and
constants there are, not on how far apart they are.
"""

import math
from collections.abc import Mapping, Set
from typing import Any

MINVALUE, MAXVALUE = -math.inf, math.inf

Key = int | None
Predicate = tuple[Any, ...]


class NoPartition(LookupError):
    """No partition takes the key."""


class RangePartitioned:
    def __init__(
        self, parts: Mapping[str, tuple[float, float]], default: str | None = None
    ) -> None:
        """Take the ranges, in any order; raise `ValueError` if one is empty or two overlap."""
        raise NotImplementedError

    def route(self, key: Key) -> str:
        """Return the name of the key's partition; raise `NoPartition` if there is none."""
        raise NotImplementedError

    def prune(self, predicate: Predicate) -> set[str]:
        """Return the names of all partitions that may hold a row of the query."""
        raise NotImplementedError


class ListPartitioned:
    def __init__(self, parts: Mapping[str, Set[Key]], default: str | None = None) -> None:
        """Take the lists; raise `ValueError` if a value, or null, is in two of them."""
        raise NotImplementedError

    def route(self, key: Key) -> str:
        """Return the name of the key's partition; raise `NoPartition` if there is none."""
        raise NotImplementedError

    def prune(self, predicate: Predicate) -> set[str]:
        """Return the names of all partitions that may hold a row of the query."""
        raise NotImplementedError

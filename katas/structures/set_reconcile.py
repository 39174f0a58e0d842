"""Set reconcile: turn what is into what should be, in one plan.

Importers, deployments and caches all begin alike: these items exist, those are
desired, and the difference is the work. `reconcile` matches the two sides by
key. Under a key of both sides, equal items are unchanged, others an update.

    >>> have = [("db", 1), ("web", 2), ("old", 1)]
    >>> want = [("web", 3), ("mail", 1), ("db", 1)]
    >>> plan = reconcile(have, want, key=lambda row: row[0])
    >>> plan.to_add, plan.to_remove
    ([('mail', 1)], [('old', 1)])
    >>> plan.to_update, plan.unchanged  # an update is a pair: what is, what should be
    ([(('web', 2), ('web', 3))], [('db', 1)])
    >>> "".join(unique("Banana", key=str.lower))
    'Ban'
    >>> common_to_all([{1, 2, 3}, {2, 3, 4}, frozenset({3, 5})])
    {3}

`to_add` keeps the order of `desired`, the other three keep that of `current`,
and `unchanged` holds the items of `current`. Any hashable value may be a key,
any value an item: None, or a dict, which has no hash. Two items are compared
by `==`, once, if they share a key, and never otherwise.

`unique` is lazy: it reads an item only when that is needed to tell which comes
next, so an endless source will do. It compares the items, or their keys, and
these may be unhashable; you may assume that no such one equals a hashable one.

For all three: inputs are read once, so iterators will do, and are not changed.
`key` is called once per item. What it raises gets through, and so does what
`__hash__` raises, but for the TypeError that tells `unique` there is no hash.

Costs: `reconcile` takes O(n) steps for n items on both sides together;
`unique` takes O(1) per hashable item, and may compare an unhashable one with
all unhashable ones before it; `common_to_all` takes O(k * m) for k sets, the
smallest of which has m elements, wherever it stands. Nothing is off limits.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Plan(NamedTuple, Generic[T]):
    """Given: data, nothing to write."""

    to_add: list[T]
    to_remove: list[T]
    to_update: list[tuple[T, T]]
    unchanged: list[T]


def reconcile(
    current: Iterable[T], desired: Iterable[T], *, key: Callable[[T], Hashable]
) -> Plan[T]:
    """Return the plan; a key that one side has twice is named in a `ValueError`."""
    raise NotImplementedError


def unique(items: Iterable[T], key: Callable[[T], object] | None = None) -> Iterator[T]:
    """Yield the items in order, without those equal to (or with a key equal to) an earlier one."""
    raise NotImplementedError


def common_to_all(sets: Iterable[set[T] | frozenset[T]]) -> set[T]:
    """Return a new `set` of what is in every one of them; of no sets, an empty one."""
    raise NotImplementedError

"""Set reconcile, solved with a dict for each side.

Once both sides are dicts from key to item, every question is one lookup, and
because a dict keeps its insertion order, so does the plan. Sets alone would not
do: they forget the order, want items with a hash, and see a changed row as two
strangers, one to remove and one to add. A dict has room for the second question
("is it still the same?") behind the first ("is it there?").

`unique` needs a memory and no more. A set remembers what has a hash; what has
none is kept in a list and searched. Ask `hash(mark)` rather than
`isinstance(mark, Hashable)`, which looks at the type alone and trusts `([],)`.
Nor will `mark in seen` tell: for a set it looks up a temporary frozenset, and
only `seen.add` raises. The price: a `__hash__` broken by a bug of its own now
counts as none. `common_to_all` puts the smallest set first; whatever meets it
can only shrink it. `set.intersection(*sets)` raises TypeError when there are no
sets, and also when the first is a frozenset.

Cost: a few hashes a key and one `==` per shared key. At work, `dict.fromkeys(items)`
is `unique` for finite, hashable input, and `more_itertools.unique_everseen` the rest.

Interview: "Given current and desired state, compute the changes. When is set
algebra enough?" It is enough when items are their own keys and order is of no
interest: `desired - current`. Know who is walked: `&` the smaller set, `-`,
`<=` the left one, `|` and `^` both; `<=` asks the lengths first. Sets keep the
hashes of their elements, so set with set calls no `__hash__`, and `==` only
where full hashes are equal. Keys views have the operators as well and return a
set, but they hash again: `d.keys() - e.keys()` all keys of e, `d.keys() &
e.keys()` those of the shorter one and then those in common. A set's order is no
promise, and for str it changes with every process. Whatever goes into a set
must not change its hash: use a frozenset where a group is a key. Then say why
terraform, Kubernetes controllers and upserts look like this: a plan can be
shown before it is applied, and whoever was interrupted half-way plans again
from what is there, until the plan has no work left. A pair in an update lets
you show the difference, or write only if the old version is still there. And
for data beyond memory, sort both sides by key and merge them.

Hints
-----
1. Which structure answers "is this key on the other side?" in one step, and
   gives you the item there as well?
2. When does that structure find out about a key that comes twice, and why
   must you ask before you write?
3. `unique`: what has to be remembered between two yields? What can you do
   with a value whose `hash` raises, other than look it up?
4. `common_to_all`: how many elements can the answer have at most? Begin with
   the set that tells you so, and with a copy of it.
5. `have` and `want` are dicts by key. Walk `have`: not in `want` is to remove,
   equal to what is there is unchanged, the rest is an update. Then walk
   `want`: not in `have` is to add.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Plan(NamedTuple, Generic[T]):
    to_add: list[T]
    to_remove: list[T]
    to_update: list[tuple[T, T]]
    unchanged: list[T]


def reconcile(
    current: Iterable[T], desired: Iterable[T], *, key: Callable[[T], Hashable]
) -> Plan[T]:
    have = _by_key(current, key)
    want = _by_key(desired, key)
    plan: Plan[T] = Plan([item for name, item in want.items() if name not in have], [], [], [])
    for name, item in have.items():
        if name not in want:
            plan.to_remove.append(item)
        elif item == want[name]:
            plan.unchanged.append(item)
        else:
            plan.to_update.append((item, want[name]))
    return plan


def _by_key(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, T] = {}
    for item in items:
        name = key(item)
        if name in found:
            raise ValueError(
                f"two items of one side have the key {name!r}: {found[name]!r}, {item!r}"
            )
        found[name] = item
    return found


def unique(items: Iterable[T], key: Callable[[T], object] | None = None) -> Iterator[T]:
    seen: set[object] = set()
    unhashable: list[object] = []
    for item in items:
        mark = item if key is None else key(item)
        if _has_hash(mark):
            if mark in seen:
                continue
            seen.add(mark)
        else:
            if mark in unhashable:
                continue
            unhashable.append(mark)
        yield item


def _has_hash(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def common_to_all(sets: Iterable[set[T] | frozenset[T]]) -> set[T]:
    all_sets = list(sets)
    smallest = min(all_sets, key=len, default=frozenset[T]())
    return set(smallest).intersection(*all_sets)

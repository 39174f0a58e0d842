"""Join algorithms, solved by leaving the six kinds to one function.

An algorithm finds out who belongs together, a kind decides what to show of it. So
each of the three comes down to groups of rows that all match each other, of which
one side may be empty, and `_pairs` alone knows that a semi join does not multiply.
Once the rows without a partner are groups like any others, FULL is no harder than
INNER: one only has to note which right rows were met.

`None == None` in Python, and `None < 1` is an error; SQL has neither. The hash join
keeps NULL keys in its table and never looks one up, so they stay lonely by
themselves. The merge join orders NULLs last, and refuses to see a match in two equal
keys with a NULL. To leave such rows out at the start would do for INNER only.

The loop costs m * n questions, and is the only one that can do without equality.
The hash join costs m + n, and the memory of the right side. The merge join costs
m + n after two sorts, or none where an index has the order, and the memory of one
key's right rows: it is they that each left row of that key must see again.

At work the planner chooses, and EXPLAIN shows its choice: Nested Loop, Hash Join,
Merge Join, with Left, Right, Full, Semi or Anti in the name. You write one yourself to
join a file with a service, mostly as `{row.id: row for row in ...}`, which loses
duplicates; or to compare two sorted dumps that fit into no memory.

Interview: "Which join algorithms does PostgreSQL have, when is each chosen, and how does
the choice go wrong?" Nested loop: few outer rows and an index on the inner side; any
condition; the first row is there at once, which suits a LIMIT. Hash: large unsorted
inputs and equality; it builds on the smaller side, within work_mem times
hash_mem_multiplier. Beyond that it splits both sides by hash into batches, writes
them to files and joins batch by batch (a Grace hash join), which cannot split a
single key that fills a batch. Merge: both sides sorted already, or a result that
shall be sorted. FULL needs a condition that can be hashed or merged, so with `<`
alone it is refused; a loop as written here could do it, at the price of a flag per
inner row. Wrong choices come from wrong estimates: a loop planned for 5 outer rows
that gets 50,000; read estimated and actual rows side by side in EXPLAIN ANALYZE and mend
the cause with ANALYZE, extended statistics or an index. `Batches` above 1 asks
for more work_mem, a hot key (often a placeholder like 0 or '') for a query
without it. And a NULL key costs time, yet matches nothing.

Hints
-----
1. Look at the six kinds as a table: pairs, lonely left rows, lonely right rows. What
   does each show? Can you write that down once, for all three algorithms?
2. `nested_loop`: rows cannot go into a set and may be equal. What else tells which
   right rows were met? And who stops at the first match?
3. `hash_join`: a dict from key to list of rows. Which keys must not be looked up? After
   the left side has passed, which lists are still owed to RIGHT and FULL?
4. `merge_join`: do not think in rows but in groups with one key (`itertools.groupby`;
   make a list of a group before you go on). Hold one group of each side. Equal: pairs,
   and on with both. Else the smaller one is lonely, and on with it alone.
5. Where keys hold None, compare `[(column is None, column) for column in key]`. What if
   two such keys are equal?
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice, product
from typing import Any, Literal, TypeVar

L = TypeVar("L")
R = TypeVar("R")
Pair = tuple[L | None, R | None]
Key = tuple[Any, ...]
Kind = Literal["inner", "left", "right", "full", "semi", "anti"]


def nested_loop(
    left: Iterable[L], right: Sequence[R], how: Kind, on: Callable[[L, R], bool | None]
) -> Iterator[Pair[L, R]]:
    lonely = set(range(len(right)))
    enough = 1 if how in ("semi", "anti") else None
    for row in left:
        matches = (place for place, other in enumerate(right) if on(row, other))
        places = list(islice(matches, enough))
        lonely.difference_update(places)
        yield from _pairs(how, [row], [right[place] for place in places])
    yield from _pairs(how, [], [right[place] for place in lonely])


def hash_join(
    left: Iterable[L],
    right: Iterable[R],
    how: Kind,
    left_key: Callable[[L], Key],
    right_key: Callable[[R], Key],
) -> Iterator[Pair[L, R]]:
    table: defaultdict[Key, list[R]] = defaultdict(list)
    for other in right:
        table[right_key(other)].append(other)
    lonely = set(table)
    for row in left:
        key = left_key(row)
        partners = [] if None in key else table.get(key, [])
        if partners:
            lonely.discard(key)
        yield from _pairs(how, [row], partners)
    for key in lonely:
        yield from _pairs(how, [], table[key])


def merge_join(
    left: Iterable[L],
    right: Iterable[R],
    how: Kind,
    left_key: Callable[[L], Key],
    right_key: Callable[[R], Key],
) -> Iterator[Pair[L, R]]:
    lefts, rights = _groups(left, left_key), _groups(right, right_key)
    (one, rows), (another, others) = next(lefts, END), next(rights, END)
    while rows or others:
        if one == another and NULL not in one:
            yield from _pairs(how, rows, others)
            (one, rows), (another, others) = next(lefts, END), next(rights, END)
        elif one <= another:
            yield from _pairs(how, rows, [])
            one, rows = next(lefts, END)
        else:
            yield from _pairs(how, [], others)
            another, others = next(rights, END)


T = TypeVar("T")
Place = list[tuple[int, Any]]

NULL = 1, None
END: tuple[Place, list[Any]] = [(2, None)], []


def _groups(rows: Iterable[T], key_of: Callable[[T], Key]) -> Iterator[tuple[Place, list[T]]]:
    """Yield the rows of each key, with what tells the place of the key: NULLs come last."""
    for key, group in groupby(rows, key_of):
        yield [NULL if column is None else (0, column) for column in key], list(group)


def _pairs(how: Kind, rows: Sequence[L], others: Sequence[R]) -> Iterator[Pair[L, R]]:
    """Yield what becomes of rows and others that all match; of one side there may be none."""
    if rows and others:
        if how == "semi":
            yield from ((row, None) for row in rows)
        elif how != "anti":
            yield from product(rows, others)
        return
    if how in ("left", "full", "anti"):
        yield from ((row, None) for row in rows)
    if how in ("right", "full"):
        yield from ((None, other) for other in others)

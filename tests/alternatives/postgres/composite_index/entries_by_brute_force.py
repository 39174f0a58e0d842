"""Makes all the entries there can be, and looks at what comes of them."""

from collections.abc import Sequence, Set
from itertools import pairwise, permutations, product
from typing import NamedTuple


class Query(NamedTuple):
    select: Set[str] = frozenset()
    equal: Set[str] = frozenset()
    ranged: Set[str] = frozenset()
    order_by: Sequence[str] = ()


def bare(key):
    return key[1:] if key[0] == "-" else key


def place(row, keys):
    return [-row[bare(key)] if key[0] == "-" else row[bare(key)] for key in keys]


def matches(row, query):
    return all(row[c] == 1 for c in query.equal if c in row) and all(
        row[c] > 0 for c in query.ranged if c in row
    )


def every_row(columns):
    return [dict(zip(columns, row, strict=True)) for row in product(range(3), repeat=len(columns))]


def bounding(index, query):
    rows = sorted(every_row([bare(key) for key in index]), key=lambda row: place(row, index))
    hits = [number for number, row in enumerate(rows) if matches(row, query)]
    stretch = rows[hits[0] : hits[-1] + 1]
    conditions = [
        *(Query(equal={c}) for c in query.equal if c in rows[0]),
        *(Query(ranged={c}) for c in query.ranged if c in rows[0]),
    ]
    return sum(all(matches(row, one) for row in stretch) for one in conditions)


def is_sorted(rows, keys):
    places = [place(row, keys) for row in rows]
    return all(one <= other for one, other in pairwise(places))


def presorted(index, query):
    held = [bare(key) for key in index]
    columns = sorted({*held, *map(bare, query.order_by)})
    rows = [row for row in every_row(columns) if matches(row, query)]
    # Entries that the index does not tell apart come in any order: take two that are opposite.
    up = sorted(rows, key=lambda row: place(row, index))
    rows.reverse()
    down = sorted(rows, key=lambda row: place(row, index))
    best = 0
    for ways in ((up, down), (up[::-1], down[::-1])):
        for count in range(len(query.order_by) + 1):
            if all(is_sorted(way, query.order_by[:count]) for way in ways):
                best = max(best, count)
    return best


def is_index_only(index, query):
    held = {bare(key) for key in index}
    return not any(bare(key) not in held for part in query for key in part)


def propose(query):
    """Try the columns in all orders, each in the direction in which it is first sorted by."""
    keys = {bare(key): key for part in query for key in part}
    keys |= {bare(key): key for key in reversed(query.order_by)}
    good = [
        list(index)
        for index in permutations(keys.values())
        if presorted(index, query) == len(query.order_by)
    ]
    return max(good, key=lambda index: bounding(index, query))

"""Composite index, solved by asking how far one sorted list carries.

Sort a list of pairs, and everything follows. What has one first value is one
slice of the list, and in that slice the pairs are sorted by the second value.
So equality bounds and hands the order on to the next column; a range still is
one slice, but of several first values, with an order of its own in each. That
is why equality may be followed by anything, and a range ends what bounds.

For ORDER BY, strike out what is settled: columns with one value, on both sides,
and columns that were sorted by before. What is left of ORDER BY is compared with
what is left of the index, key by key, once as it is and once with every
direction turned round, as a scan that runs backwards has it. The planner does
the same with "pathkeys". What agrees only in front is worth something, too:
Incremental Sort sorts each group of equals by itself, and stops early at a LIMIT.

The index to make is then three lists, one after the other: equality, order,
range. The range comes late because of the ten rows: a slice in the right order
is read until ten match, while a narrower one in the wrong order is read to its
end and sorted. Where the range leaves only a few rows, or all are wanted, equality,
range, sort may well be cheaper; measure it. Columns that are only returned go
last, at work into INCLUDE (...), which keeps them out of the upper pages and out
of what UNIQUE means. An index-only scan also wants pages that VACUUM has marked
all-visible, or it fetches the row after all ("Heap Fetches").

EXPLAIN does not show what bounds. Index Cond lists every condition on a column
of the index; on (placed, id, customer), a range of placed and customer = 3 read
the same 75 blocks as the range alone. Blocks tell, hence BUFFERS. Nor is the
rule the last word. IN reads a stretch for each value, and the next column is then
not in order. Version 18 does this for a column without a condition as well, if
it has few values (skip scan): "b = 77" on (a, b, c) with ten values of a read 23
blocks in 11 searches, where version 15 read all 79. With many values it gains
nothing, and ORDER BY b is not served by it.

Interview: "A query has WHERE customer = ? AND price < ? ORDER BY placed DESC LIMIT
10. Which index, and why that order?" (customer, placed DESC) at least, and (customer,
placed DESC, price) so that rows that do not match are dropped before the table is
visited. Say the rule and its reason: leftmost prefix, since the list is sorted by
the first column first; equality before order before range. DESC is not needed
here, since a scan can run backwards; it matters for mixed directions. NULLs count
as greater than all, so NULLS LAST under DESC is another order. Among equalities the
sequence does not matter to this query, not even by selectivity, so choose it for
the other queries: (customer, status) serves customer alone, and an index on
(customer) beside it is superfluous. Two indexes on single columns are no
substitute: a BitmapAnd of both is possible, but reads both stretches and loses
all order. Do not add columns lightly: a wider index is larger, and an update of
any of its columns cannot be HOT.

Hints
-----
1. Write down the nine pairs of 1, 2, 3 in order. Mark those with a = 2; those
   with b = 2; those with a >= 2 and b = 2. Which marks lie side by side, and
   which condition holds on all that lies between?
2. `bounding`: go through the index while there is an equality. What may the
   first column without one still add?
3. `presorted`: drop from the index the columns that have one value. Go through
   ORDER BY; a key that is settled costs nothing, any other must be the next
   of the index. Do this twice, the second time with all directions turned round.
4. `propose`: in what order do columns with an equality, keys of ORDER BY,
   columns with a range, and the rest come, so that both functions are content? A
   dict keeps the first key for each column.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple


class Query(NamedTuple):
    select: Set[str]
    equal: Set[str]
    ranged: Set[str]
    order_by: Sequence[str]


def bounding(index: Sequence[str], query: Query) -> int:
    for place, key in enumerate(index):
        if _column(key) not in query.equal:
            return place + (_column(key) in query.ranged)
    return len(index)


def presorted(index: Sequence[str], query: Query) -> int:
    backwards = [_reverse(key) for key in index]
    return max(_sorted_by(index, query), _sorted_by(backwards, query))


def _sorted_by(index: Sequence[str], query: Query) -> int:
    """Return how many keys of ORDER BY the index read forwards is sorted by."""
    settled = set(query.equal)
    order = iter([key for key in index if _column(key) not in settled])
    for place, key in enumerate(query.order_by):
        if _column(key) in settled:
            continue
        if next(order, None) != key:
            return place
        settled.add(_column(key))
    return len(query.order_by)


def is_index_only(index: Sequence[str], query: Query) -> bool:
    held = {_column(key) for key in index}
    return held.issuperset(map(_column, _mentioned(query)))


def propose(query: Query) -> list[str]:
    keys: dict[str, str] = {}
    for key in _mentioned(query):
        keys.setdefault(_column(key), key)
    return list(keys.values())


def _mentioned(query: Query) -> list[str]:
    """Return what the query mentions, in the order in which an index should have it."""
    equal, ranged, select = map(sorted, (query.equal, query.ranged, query.select))
    return [*equal, *query.order_by, *ranged, *select]


def _column(key: str) -> str:
    return key.removeprefix("-")


def _reverse(key: str) -> str:
    return _column(key) if key.startswith("-") else f"-{key}"

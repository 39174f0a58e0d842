"""Composite index: what an index on several columns does for a query, and which one to make.

A B-tree index on (a, b) keeps one entry for each row, sorted by a, and where
a is the same by b. Some entries match a query; those from its first match to
its last are its stretch. The stretch is all that is read, forwards or
backwards, and what does not match in it is read in vain.

An index is a list of columns, and so is ORDER BY; "-placed" is `placed desc`.
A query returns columns (`select`), compares some to one value by = (`equal`)
and some to a range by >, < or BETWEEN (`ranged`).

    >>> query = Query({"id"}, equal={"customer"}, ranged={"price"}, order_by=["-placed"])
    >>> by_price = ["customer", "price", "placed"]
    >>> bounding(by_price, query), presorted(by_price, query), is_index_only(by_price, query)
    (2, 0, False)
    >>> bounding(propose(query), query), presorted(propose(query), query)
    (1, 1)

What you say has to be true of any rows. So think of a table where every
combination of values occurs, and of ranges that hold several values, but not
all. No column is NULL, and none is compared both ways; an index has no column
twice, ORDER BY may. A query mentions at least one column.

PostgreSQL judges `presorted` and `is_index_only` by its plans. From version 18
on it can skip parts of a stretch; leave that out.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple


class Query(NamedTuple):
    select: Set[str]
    equal: Set[str]
    ranged: Set[str]
    order_by: Sequence[str]


def bounding(index: Sequence[str], query: Query) -> int:
    """Return how many of the index's columns have a condition that the whole stretch meets."""
    raise NotImplementedError


def presorted(index: Sequence[str], query: Query) -> int:
    """Return how many keys of ORDER BY, from the first on, the matches are sorted by already.

    They come as the index has them, forwards or backwards, whichever is sorted by more keys.
    """
    raise NotImplementedError


def is_index_only(index: Sequence[str], query: Query) -> bool:
    """Tell whether the entries hold all that the query needs, so that no row has to be fetched."""
    raise NotImplementedError


def propose(query: Query) -> list[str]:
    """Return an index for a query that wants only the first ten rows, in its order.

    Nothing is left to sort, for that would take all matches. Of such indexes it is one
    with the most bounding columns. It is index-only, and has no column that the query
    does not mention.
    """
    raise NotImplementedError

"""Join algorithms: three ways to one answer, and NULL meets nobody in any of them.

A nested loop asks about every pair of rows, a hash join looks partners up in a
table made of the right side, a merge join walks along two sorted sides. `how`:

    inner   (row, other) for each pair that matches
    left    as inner, and (row, None) for each left row without a partner
    right   as inner, and (None, other) for each right row without one
    full    as inner, and both kinds of lonely rows
    semi    (row, None) for each left row that has a partner, once
    anti    (row, None) for each left row that has none

    >>> pets, owners = [("Rex", 1), ("Tom", 2), ("Ivy", None)], [(1, "Ada"), (None, "Ben")]
    >>> keys = (lambda pet: pet[1:]), (lambda owner: owner[:1])
    >>> list(hash_join(pets, owners, "anti", *keys))
    [(('Tom', 2), None), (('Ivy', None), None)]

`on` answers True, False, or None: unknown, which is no match. A key is a tuple of
columns, None stands for NULL; keys match if they are equal and no column is NULL. A
row is any object but None, say a dict, and equal rows are still several. Pairs may
come in any order. An `Iterable` can perhaps be read only once.

`nested_loop` asks `on` at most once about a pair, and for semi and anti not again
once the left row has a partner. The other two call a key function at most once for
a row, and take O(left rows + right rows + pairs that come out) steps. `hash_join`
reads the right side first; then all pairs of a left row come before the next left row
is read. `merge_join` gets both sides in ascending order of their keys, in each column
NULLs last; when (row, other) comes out, it has read at most one row past their key.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, TypeVar

L = TypeVar("L")
R = TypeVar("R")
Pair = tuple[L | None, R | None]
Key = tuple[Any, ...]
Kind = Literal["inner", "left", "right", "full", "semi", "anti"]


def nested_loop(
    left: Iterable[L], right: Sequence[R], how: Kind, on: Callable[[L, R], bool | None]
) -> Iterator[Pair[L, R]]:
    """Join on any condition at all."""
    raise NotImplementedError


def hash_join(
    left: Iterable[L],
    right: Iterable[R],
    how: Kind,
    left_key: Callable[[L], Key],
    right_key: Callable[[R], Key],
) -> Iterator[Pair[L, R]]:
    """Join on equal keys, which are hashable."""
    raise NotImplementedError


def merge_join(
    left: Iterable[L],
    right: Iterable[R],
    how: Kind,
    left_key: Callable[[L], Key],
    right_key: Callable[[R], Key],
) -> Iterator[Pair[L, R]]:
    """Join on equal keys, by which both sides are sorted."""
    raise NotImplementedError

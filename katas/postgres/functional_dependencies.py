"""Functional dependencies: from what determines what to keys and normal forms.

The dependency `(left, right)` says that rows which agree on `left` agree on
`right`, too. With an empty `left`, all rows agree on `right`. Other dependencies
follow from those written down, and count as much: A -> C from A -> B, B -> C.

    >>> zips = [({"street", "city"}, {"zip"}), ({"zip"}, {"city"})]
    >>> sorted(closure({"street", "zip"}, zips))
    ['city', 'street', 'zip']
    >>> sorted(sorted(key) for key in candidate_keys({"street", "city", "zip"}, zips))
    [['city', 'street'], ['street', 'zip']]
    >>> normal_form({"street", "city", "zip"}, zips)
    '3NF'

A superkey is a set that determines the whole relation; a candidate key is a
superkey none of whose proper subsets is one. A prime attribute is one that is
in any candidate key. Each form wants what the ones before it want, and
  2NF: no proper subset of a candidate key (the empty set is one) determines
       an attribute that is not prime;
  3NF: whatever determines an attribute outside itself is a superkey, or that
       attribute is prime;
  BCNF: whatever determines an attribute outside itself is a superkey.

`closure` does work linear in the number of names written in its arguments,
wherever each dependency stands and however long its sides are. The other two
may try every subset. The dependencies name no attribute outside the relation,
and no argument is changed.
"""

from collections.abc import Sequence, Set
from typing import Literal

FD = tuple[Set[str], Set[str]]


def closure(attributes: Set[str], fds: Sequence[FD]) -> frozenset[str]:
    """Return all that the attributes determine, themselves included."""
    raise NotImplementedError


def candidate_keys(relation: Set[str], fds: Sequence[FD]) -> set[frozenset[str]]:
    """Return every candidate key of the relation, whatever its size."""
    raise NotImplementedError


def normal_form(relation: Set[str], fds: Sequence[FD]) -> Literal["1NF", "2NF", "3NF", "BCNF"]:
    """Return the highest form that the relation is in; 1NF is taken for granted."""
    raise NotImplementedError

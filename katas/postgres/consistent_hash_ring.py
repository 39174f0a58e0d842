"""Consistent hash ring: nodes come and go, and few keys move.

With `hash(key) % len(nodes)`, one node more sends nearly every key somewhere
else. On a ring, keys move to the new node and to nobody else; when a node
leaves, only the keys it had move. `add` and `remove` undo each other.

The position of a text is the SHA-256 of its UTF-8 bytes, read as one number:
in hexadecimal, that of "a#0" begins with a090. A node "a" has `vnodes` points
on the ring, at the positions of "a#0", "a#1" and so on. A key belongs to the
node of the first point at or above the key's position. Above the last point
the ring closes: the first point is next. So all processes agree, and the order
in which nodes were added plays no part.

The copies of a key go to its preference list: the first n different nodes
that one meets from the key's position upwards.

    >>> ring = HashRing(["a", "b", "c"])
    >>> ring.get("user:1")
    'a'
    >>> ring.preference_list("user:1", 2)
    ['a', 'c']
    >>> ring.remove("a")
    >>> ring.get("user:1")
    'c'

With p points, `get` takes O(log p) time, and so does `preference_list` up to
the first point; from there it walks no farther than it must.
"""

from collections.abc import Iterable


class HashRing:
    def __init__(self, nodes: Iterable[str] = (), *, vnodes: int = 128) -> None:
        """Add the nodes; raise `ValueError` unless vnodes, the points of a node, is at least 1."""
        raise NotImplementedError

    def add(self, node: str) -> None:
        """Put the node on the ring; raise `ValueError` if it is there already."""
        raise NotImplementedError

    def remove(self, node: str) -> None:
        """Take the node off the ring; raise `KeyError` if it is not there."""
        raise NotImplementedError

    def get(self, key: str) -> str:
        """Return the node that the key belongs to; raise `LookupError` if there are no nodes."""
        raise NotImplementedError

    def preference_list(self, key: str, n: int) -> list[str]:
        """Return n different nodes, nearest first.

        Raise `ValueError` if n is below 1 or above the number of nodes.
        """
        raise NotImplementedError

"""LRU cache, solved with a dict and a ring.

The dict answers "where is this key?" and the ring answers "which key has
waited longest?". Neither can answer the other's question in O(1), so they
share their nodes and each keeps to its own.

A fresh node is a ring of one. The root is such a node, it holds no key, and
it never leaves: linking and unlinking therefore have no first, last or empty
case. Around the ring, `root.next` is the oldest and `root.prev` the newest.

Cost: one dict lookup and at most six pointer writes for a call, and about
150 bytes a key more than a bare dict. At work, use `functools.lru_cache` for
a function and `OrderedDict.move_to_end` for a cache of your own: the same two
structures, in C. A plain dict remembers insertion order as well, but it is
the wrong queue: after many deletions at its front, `next(iter(d))` walks over
all the dead entries.

Interview: "Design an LRU cache." Say that it is two structures and why one
will not do; name the doubly linked list and why singly linked is not enough
(removal needs the neighbour before); draw the sentinel; state O(1) for both
operations. Then offer what production adds: a lock (even `get` writes), a
time to live, hit and miss counts, a bound in bytes rather than in keys. And
say when LRU is wrong: one scan over cold keys flushes every hot one, which
LFU, 2Q or ARC withstand.

Hints
-----
1. What can a dict tell you in O(1), and what can it not?
2. You must take an element out of the middle of a sequence without walking
   to it. Which sequence allows that, once you hold the element?
3. Close the sequence into a ring around one dummy node, and count how many
   `if` statements disappear.
4. `put`: find or make the node, give it the value, unlink it, link it in
   before the root. Eviction: unlink `root.next`, forget its key.
"""

from collections.abc import Hashable
from typing import Any


class _Node:
    __slots__ = ("key", "next", "prev", "value")

    value: Any

    def __init__(self, key: Hashable) -> None:
        self.key = key
        self.prev = self.next = self


class LRUCache:
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._capacity = capacity
        self._nodes: dict[Hashable, _Node] = {}
        self._root = _Node(None)

    def __len__(self) -> int:
        return len(self._nodes)

    def get(self, key: Hashable, default: Any = None) -> Any:
        node = self._nodes.get(key)
        if node is None:
            return default
        self._make_newest(node)
        return node.value

    def put(self, key: Hashable, value: Any) -> None:
        node = self._nodes.get(key)
        if node is None:
            if len(self._nodes) == self._capacity:
                self._evict()
            node = self._nodes[key] = _Node(key)
        node.value = value
        self._make_newest(node)

    def _evict(self) -> None:
        oldest = self._root.next
        self._unlink(oldest)
        del self._nodes[oldest.key]

    def _make_newest(self, node: _Node) -> None:
        self._unlink(node)
        root = self._root
        node.prev, node.next = root.prev, root
        node.prev.next = node.next.prev = node

    @staticmethod
    def _unlink(node: _Node) -> None:
        node.prev.next, node.next.prev = node.next, node.prev

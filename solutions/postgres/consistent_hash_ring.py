"""Consistent hash ring, solved with one sorted list and a binary search.

The list of (position, node) pairs is the ring; taking an index modulo its
length closes it. A new node inserts points and changes no other: each point
cuts an arc in two and takes the lower part, so a key either stays or changes
to the newcomer. Since the points follow from the names alone, removing a node
brings back the list that was there before.

One point a node would give very unequal arcs. With v points the shares differ
by about 1/sqrt(v) of their mean: 9 % at 128. A bigger machine gets more points.
The many points also scatter the load of a dead node over all the others.

`hash()` will not do here, for its results for str are salted in each process.
Two points with one SHA-256 will not be met; a ring with positions of 4 bytes
must break ties, and in the same way in every process.

Cost: a lookup is one SHA-256 and O(log p) comparisons; a change of nodes sorts
p points that are nearly sorted. At work a faster hash will do (xxHash, Murmur).
Rendezvous hashing scores every (node, key) pair and takes the best: no points
to keep, an even spread, O(nodes) a lookup. Jump hash needs no memory at all,
but its nodes are numbers and only the last can leave.

Interview: "Partitioning and sharding: what are they, how is the shard chosen,
and when do you need it?" Partitioning splits one table inside one server: the
planner prunes, old data goes by `DETACH` or `DROP`, and a unique key must
contain the partition key. Sharding spreads the rows over several servers, each
with its own disk, memory and failures. First try what is cheaper: find the slow
queries, indexes, a cache, a pool of connections, a bigger machine, read
replicas, partitions and an archive. Writes or data that outgrow one machine
are what is left.

The shard key must be in nearly every query, have many values and an even load.
A range keeps neighbours together, but a growing key (time, serial id) writes
to the last shard only; a hash spreads writes and loses range scans; a directory
can put any key anywhere, and is one more thing to look up and keep alive. The
price: joins, unique constraints and transactions across shards (two-phase
commit, sagas), sums that ask everybody, backups and migrations times n.

Resharding: never `% n` servers. Hash into many more logical buckets than
servers and map buckets to servers, or use a ring; then copy a bucket, let the
copy catch up, stop its writes for a moment, switch, verify, delete. A hot
shard is often one hot key, which no hash can split: cache it, append a suffix
and spread it over several keys, or give the big tenant a shard of its own.

Redis Cluster has no ring: CRC16 of the key, modulo 16384, is a slot, and a table
says which master has it. An operator moves slots, so balance is decided and not
left to chance. `MOVED` tells a client to update its table, `ASK` to ask
elsewhere this once; `{tags}` in keys keep them in one slot, which commands on
several keys require. Dynamo and Cassandra use the ring, and put the copies on
the preference list; a real one also skips nodes that share a rack.

Hints
-----
1. Hash the nodes like the keys. If only the nearest point above decides, who
   notices when one point more appears?
2. Which order of the points lets you find the first one at or above a number
   without looking at most of them? Which standard module searches in it?
3. The search may end behind the last point. What does `index % len(points)`
   do there, and can the walk of `preference_list` use it too?
4. Keep a sorted list of (position, node). `add` extends it and sorts, `remove`
   filters it, `get` takes what `bisect_left` finds, and `preference_list` goes
   on upwards, passing over nodes that it has already.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count
from operator import itemgetter


def _position(text: str) -> bytes:
    # Bytes of one length compare like the numbers that they spell.
    return sha256(text.encode()).digest()


class HashRing:
    def __init__(self, nodes: Iterable[str] = (), *, vnodes: int = 128) -> None:
        if vnodes < 1:
            raise ValueError(f"vnodes must be at least 1, not {vnodes}")
        self._vnodes = vnodes
        self._nodes: set[str] = set()
        self._points: list[tuple[bytes, str]] = []
        for node in nodes:
            self.add(node)

    def add(self, node: str) -> None:
        if node in self._nodes:
            raise ValueError(f"{node!r} is on the ring already")
        self._nodes.add(node)
        self._points += ((_position(f"{node}#{i}"), node) for i in range(self._vnodes))
        self._points.sort()

    def remove(self, node: str) -> None:
        self._nodes.remove(node)
        self._points = [point for point in self._points if point[1] != node]

    def get(self, key: str) -> str:
        if not self._nodes:
            raise LookupError("the ring has no nodes")
        return next(self._upwards(key))

    def preference_list(self, key: str, n: int) -> list[str]:
        if not 1 <= n <= len(self._nodes):
            raise ValueError(f"n must be from 1 to {len(self._nodes)}, not {n}")
        met: list[str] = []
        upwards = self._upwards(key)
        while len(met) < n:
            node = next(upwards)
            if node not in met:
                met.append(node)
        return met

    def _upwards(self, key: str) -> Iterator[str]:
        """Yield the node of every point from the key's position on, round and round."""
        first = bisect_left(self._points, _position(key), key=itemgetter(0))
        for index in count(first):
            yield self._points[index % len(self._points)][1]

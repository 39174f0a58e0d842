"""No list: the points are the keys of a search tree, made anew from halves at each change."""

from hashlib import sha256


def number(text):
    return int.from_bytes(sha256(text.encode()).digest(), "big")


def tree(points):
    if not points:
        return None
    middle = len(points) // 2
    return points[middle], tree(points[:middle]), tree(points[middle + 1 :])


def from_on(branch, wanted):
    """Yield the nodes of the points at or above the wanted position, lowest first."""
    if branch is None:
        return
    (position, node), below, above = branch
    if position >= wanted:
        yield from from_on(below, wanted)
        yield node
    yield from from_on(above, wanted)


class HashRing:
    def __init__(self, nodes=(), *, vnodes=128):
        if vnodes < 1:
            raise ValueError
        self.vnodes = vnodes
        self.points = {}
        self.root = None
        for node in nodes:
            self.add(node)

    def add(self, node):
        if node in self.points:
            raise ValueError
        self.points[node] = [(number(f"{node}#{i}"), node) for i in range(self.vnodes)]
        self.grow()

    def remove(self, node):
        del self.points[node]
        self.grow()

    def grow(self):
        self.root = tree(sorted(point for points in self.points.values() for point in points))

    def round(self, key):
        yield from from_on(self.root, number(key))
        yield from from_on(self.root, 0)

    def get(self, key):
        for node in self.round(key):
            return node
        raise LookupError(key)

    def preference_list(self, key, n):
        met = []
        for node in self.round(key):
            if node not in met:
                met.append(node)
            if len(met) == n:
                return met
        raise ValueError(n)

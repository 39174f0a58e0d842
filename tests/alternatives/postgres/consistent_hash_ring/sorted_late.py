"""Keeps only the nodes; the first lookup after a change works out the points, descending."""

import hashlib


class HashRing:
    def __init__(self, nodes=(), *, vnodes=128):
        if vnodes < 1:
            raise ValueError("at least one point a node")
        self.vnodes = vnodes
        self.nodes = []
        self.ring = None
        for node in nodes:
            self.add(node)

    def add(self, node):
        if node in self.nodes:
            raise ValueError("twice")
        self.nodes.append(node)
        self.ring = None

    def remove(self, node):
        if node not in self.nodes:
            raise KeyError(node)
        self.nodes.remove(node)
        self.ring = None

    def get(self, key):
        if not self.nodes:
            raise IndexError("nobody is there")
        return self.preference_list(key, 1)[0]

    def preference_list(self, key, n):
        if n not in range(1, len(self.nodes) + 1):
            raise ValueError("too few nodes")
        if self.ring is None:
            self.ring = self.worked_out()
        wanted = self.position(key)
        low, high = 0, len(self.ring)
        while low < high:
            middle = (low + high) // 2
            if self.ring[middle][0] >= wanted:
                low = middle + 1
            else:
                high = middle
        met = []
        while len(met) < n:
            low -= 1  # below 0, a list counts from its end: the ring is closed
            node = self.ring[low][1]
            if node not in met:
                met.append(node)
        return met

    def worked_out(self):
        points = {self.position(f"{n}#{i}"): n for n in self.nodes for i in range(self.vnodes)}
        return sorted(points.items(), reverse=True)

    @staticmethod
    def position(text):
        return int(hashlib.sha256(text.encode()).hexdigest(), 16)

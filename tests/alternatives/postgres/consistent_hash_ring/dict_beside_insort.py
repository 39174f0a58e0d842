"""Positions inserted one by one with insort, their nodes in a dict beside them."""

import hashlib
from bisect import bisect_left, insort


def place(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class HashRing:
    def __init__(self, nodes=(), *, vnodes=128):
        if vnodes <= 0:
            raise ValueError("vnodes")
        self.vnodes = vnodes
        self.places = []
        self.node_at = {}
        for node in nodes:
            self.add(node)

    def add(self, node):
        if place(f"{node}#0") in self.node_at:
            raise ValueError(node)
        for number in range(self.vnodes):
            here = place(f"{node}#{number}")
            insort(self.places, here)
            self.node_at[here] = node

    def remove(self, node):
        for number in range(self.vnodes):
            here = place(f"{node}#{number}")
            del self.node_at[here]
            del self.places[bisect_left(self.places, here)]

    def get(self, key):
        return self.node_at[self.places[self.search(key)]]

    def preference_list(self, key, n):
        if n < 1:
            raise ValueError(n)
        index = first = self.search(key)
        met = {}
        while True:
            met[self.node_at[self.places[index]]] = True
            if len(met) == n:
                return list(met)
            index = (index + 1) % len(self.places)
            if index == first:
                raise ValueError(n)

    def search(self, key):
        index = bisect_left(self.places, place(key))
        return 0 if index == len(self.places) else index

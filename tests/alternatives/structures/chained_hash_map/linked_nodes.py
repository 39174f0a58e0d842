"""Chains of linked nodes, newest first, chosen by a bit mask; an iterator object walks them."""

from collections.abc import Iterator, MutableMapping


class Node:
    def __init__(self, hashed, key, value, following):
        self.hashed = hashed
        self.key = key
        self.value = value
        self.following = following


class Walk(Iterator):
    def __init__(self, table):
        self.table = table
        self.size = len(table)
        self.place = 0
        self.node = None

    def __next__(self):
        if len(self.table) != self.size:
            raise RuntimeError("size changed")
        while self.node is None:
            if self.place == self.table.buckets:
                raise StopIteration
            self.node = self.table.heads[self.place]
            self.place += 1
        key = self.node.key
        self.node = self.node.following
        return key


class ChainedHashMap(MutableMapping):
    def __init__(self, items=(), *, load_factor=0.75):
        if load_factor > 0:
            self.load_factor = load_factor
        else:
            raise ValueError
        self.heads = [None] * 8
        self.count = 0
        for key, value in items:
            self[key] = value

    @property
    def buckets(self):
        return len(self.heads)

    def __len__(self):
        return self.count

    def __iter__(self):
        return Walk(self)

    def __getitem__(self, key):
        node = self.search(key, hash(key))[1]
        if node is None:
            raise KeyError(key)
        return node.value

    def __setitem__(self, key, value):
        hashed = hash(key)
        node = self.search(key, hashed)[1]
        if node is not None:
            node.key, node.value = key, value
            return
        while self.count + 1 > self.load_factor * self.buckets:
            self.double()
        place = hashed & (self.buckets - 1)
        self.heads[place] = Node(hashed, key, value, self.heads[place])
        self.count += 1

    def __delitem__(self, key):
        hashed = hash(key)
        before, node = self.search(key, hashed)
        if node is None:
            raise KeyError(key)
        if before is None:
            self.heads[hashed & (self.buckets - 1)] = node.following
        else:
            before.following = node.following
        self.count -= 1

    def search(self, key, hashed):
        before, node = None, self.heads[hashed & (self.buckets - 1)]
        while node is not None:
            if node.hashed == hashed and (node.key is key or key == node.key):
                break
            before, node = node, node.following
        return before, node

    def double(self):
        old, self.heads = self.heads, [None] * (2 * self.buckets)
        for node in old:
            while node is not None:
                following = node.following
                place = node.hashed & (self.buckets - 1)
                node.following, self.heads[place] = self.heads[place], node
                node = following

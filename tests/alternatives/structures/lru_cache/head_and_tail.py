"""Two sentinels instead of a ring, and the nodes are plain lists."""

BEFORE, AFTER, KEY, VALUE = range(4)


class LRUCache:
    def __init__(self, capacity):
        if not capacity > 0:
            raise ValueError(capacity)
        self.capacity = capacity
        self.table = {}
        self.head, self.tail = [None] * 4, [None] * 4
        self.head[AFTER], self.tail[BEFORE] = self.tail, self.head

    def __len__(self):
        return len(self.table)

    def get(self, key, default=None):
        if key not in self.table:
            return default
        node = self.table[key]
        self.take_out(node)
        self.append(node)
        return node[VALUE]

    def put(self, key, value):
        if key in self.table:
            self.take_out(self.table.pop(key))
        if len(self.table) >= self.capacity:
            oldest = self.head[AFTER]
            self.take_out(oldest)
            self.table.pop(oldest[KEY])
        self.table[key] = node = [None, None, key, value]
        self.append(node)

    def take_out(self, node):
        node[BEFORE][AFTER] = node[AFTER]
        node[AFTER][BEFORE] = node[BEFORE]

    def append(self, node):
        last = self.tail[BEFORE]
        node[BEFORE], node[AFTER] = last, self.tail
        last[AFTER] = self.tail[BEFORE] = node

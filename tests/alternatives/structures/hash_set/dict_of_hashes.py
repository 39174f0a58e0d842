"""A dict from each hash to the elements that have it: ints are hashed, elements never again."""


class HashSet:
    def __init__(self, elements=()):
        self.by_hash = {}
        self.count = 0
        for hashed, element in pairs(elements):
            self.put(hashed, element)

    def __len__(self):
        return self.count

    def __iter__(self):
        for _, element in pairs(self):
            yield element

    def __contains__(self, element):
        return self.place(hash(element), element) is not None

    def add(self, element):
        self.put(hash(element), element)

    def discard(self, element):
        self.drop(hash(element), element)

    def union(self, other):
        result = HashSet(self)
        for hashed, element in pairs(other):
            result.put(hashed, element)
        return result

    def __eq__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        return len(self) == len(other) and self <= other

    def __le__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        if len(self) > len(other):
            return False
        return all(other.place(*pair) is not None for pair in pairs(self))

    def __lt__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        return len(self) != len(other) and self <= other

    def __or__(self, other):
        return self.union(other) if isinstance(other, HashSet) else NotImplemented

    def __and__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        few, many = (self, other) if len(self) < len(other) else (other, self)
        result = HashSet()
        for pair in pairs(few):
            if many.place(*pair) is not None:
                result.put(*pair)
        return result

    def __sub__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        result = HashSet()
        for pair in pairs(self):
            if other.place(*pair) is None:
                result.put(*pair)
        return result

    def __ior__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        for pair in pairs(other):
            self.put(*pair)
        return self

    def __isub__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        for pair in list(pairs(other)):
            self.drop(*pair)
        return self

    def place(self, hashed, element):
        for place, each in enumerate(self.by_hash.get(hashed, ())):
            if each is element or each == element:
                return place
        return None

    def put(self, hashed, element):
        """Let the newcomer stay, unlike `set`."""
        place = self.place(hashed, element)
        if place is None:
            self.by_hash.setdefault(hashed, []).append(element)
            self.count += 1
        else:
            self.by_hash[hashed][place] = element

    def drop(self, hashed, element):
        place = self.place(hashed, element)
        if place is None:
            return
        del self.by_hash[hashed][place]
        if not self.by_hash[hashed]:
            del self.by_hash[hashed]
        self.count -= 1


def pairs(elements):
    if not isinstance(elements, HashSet):
        for element in elements:
            yield hash(element), element
        return
    for hashed, same in elements.by_hash.items():
        for element in same:
            yield hashed, element

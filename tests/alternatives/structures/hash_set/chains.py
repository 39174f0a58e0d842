"""Chains of elements and their hashes in buckets that grow fourfold."""


class HashSet:
    def __init__(self, elements=()):
        self.buckets = [[] for _ in range(8)]
        self.size = 0
        self.take(elements)

    def __len__(self):
        return self.size

    def __iter__(self):
        return (element for _, element in self.entries())

    def __contains__(self, element):
        return self.find(hash(element), element)[1] >= 0

    def add(self, element):
        self.put(hash(element), element)

    def discard(self, element):
        self.drop(hash(element), element)

    def union(self, other):
        result = HashSet()
        result.take(self)
        result.take(other)
        return result

    def __eq__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        if len(self) != len(other):
            return False
        return all(self.has(*each) for each in other.entries())

    def __le__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        return len(self) <= len(other) and all(other.has(*each) for each in self.entries())

    def __lt__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        return len(self) < len(other) and self <= other

    def __or__(self, other):
        return self.union(other) if isinstance(other, HashSet) else NotImplemented

    def __and__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        few, many = (other, self) if len(other) <= len(self) else (self, other)
        return few.kept(many.has)

    def __sub__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        return self.kept(lambda *each: not other.has(*each))

    def __ior__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        self.take(other)
        return self

    def __isub__(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        for each in list(other.entries()):
            self.drop(*each)
        return self

    def entries(self):
        return (each for bucket in self.buckets for each in bucket)

    def kept(self, wanted):
        result = HashSet()
        for each in self.entries():
            if wanted(*each):
                result.put(*each)
        return result

    def take(self, elements):
        if isinstance(elements, HashSet):
            for each in elements.entries():
                self.put(*each)
        else:
            for element in elements:
                self.add(element)

    def find(self, hashed, element):
        bucket = self.buckets[hashed % len(self.buckets)]
        for place, (other_hash, other) in enumerate(bucket):
            if hashed == other_hash and (element is other or element == other):
                return bucket, place
        return bucket, -1

    def has(self, hashed, element):
        return self.find(hashed, element)[1] >= 0

    def put(self, hashed, element):
        bucket, place = self.find(hashed, element)
        if place >= 0:
            return
        bucket.append((hashed, element))
        self.size += 1
        if self.size > 2 * len(self.buckets):
            entries = list(self.entries())
            self.buckets = [[] for _ in range(4 * len(self.buckets))]
            for each in entries:
                self.buckets[each[0] % len(self.buckets)].append(each)

    def drop(self, hashed, element):
        bucket, place = self.find(hashed, element)
        if place < 0:
            return
        bucket[place] = bucket[-1]
        bucket.pop()
        self.size -= 1

"""The real thing behind an adapter that lets its operators take nothing but another adapter."""

import operator


def adapted(operate):
    def method(self, other):
        if not isinstance(other, HashSet):
            return NotImplemented
        result = operate(self.elements, other.elements)
        if result is self.elements:
            return self
        return HashSet(result) if isinstance(result, set) else result

    return method


class HashSet:
    def __init__(self, elements=()):
        self.elements = set(inner(elements))

    def __len__(self):
        return len(self.elements)

    def __iter__(self):
        return iter(self.elements)

    def __contains__(self, element):
        return element in self.elements

    def add(self, element):
        self.elements.add(element)

    def discard(self, element):
        self.elements.discard(element)

    def union(self, other):
        return HashSet(self.elements.union(inner(other)))

    __eq__ = adapted(operator.eq)
    __le__ = adapted(operator.le)
    __lt__ = adapted(operator.lt)
    __or__ = adapted(operator.or_)
    __and__ = adapted(operator.and_)
    __sub__ = adapted(operator.sub)
    __ior__ = adapted(operator.ior)
    __isub__ = adapted(operator.isub)


def inner(elements):
    return elements.elements if isinstance(elements, HashSet) else elements

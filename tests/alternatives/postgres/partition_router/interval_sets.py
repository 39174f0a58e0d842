"""No key is tried: predicates become sets of intervals, which are then met with the partitions'."""

from math import inf

MINVALUE, MAXVALUE = -inf, inf
EVERY = [(-inf, inf)]


class NoPartition(LookupError):
    pass


def outside(intervals):
    """Return what is left of all numbers; intervals contain their low end only."""
    left, start = [], -inf
    for low, high in intervals:
        if start < low:
            left.append((start, low))
        start = high
    return [*left, (start, inf)] if start < inf else left


def common(some, others):
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return sorted((low, high) for low, high in pairs if low < high)


def numbers_for(predicate, wanted):
    """Return the numbers for which the predicate is true, or false if that is wanted."""
    word, *rest = predicate
    if word == "is null":
        return [] if wanted else EVERY
    if word == "not":
        return numbers_for(rest[0], not wanted)
    if word in ("and", "or"):
        left, right = (numbers_for(one, wanted) for one in rest)
        if (word == "and") == wanted:
            return common(left, right)
        return outside(common(outside(left), outside(right)))
    [n] = rest
    if n is None:
        return []
    point, below, upto = [(n, n + 1)], [(-inf, n)], [(-inf, n + 1)]
    true = {"=": point, "<>": outside(point), "<": below, "<=": upto}
    true |= {">": outside(upto), ">=": outside(below)}
    return true[word] if wanted else outside(true[word])


def null_is(predicate, wanted):
    word, *rest = predicate
    if word == "is null":
        return wanted
    if word == "not":
        return null_is(rest[0], not wanted)
    if word not in ("and", "or"):
        return False
    combine = all if (word == "and") == wanted else any
    return combine([null_is(one, wanted) for one in rest])


class Intervals:
    """Each partition as a list of intervals, and the one that has null."""

    def __init__(self, parts, default, null=None):
        taken = sorted(interval for intervals in parts.values() for interval in intervals)
        if any(low >= high for low, high in taken):
            raise ValueError("empty")
        if any(common([one], taken[at + 1 :]) for at, one in enumerate(taken)):
            raise ValueError("shared")
        self.parts = dict(parts)
        if default is not None:
            self.parts[default] = outside(taken)
        self.null = default if null is None else null

    def route(self, key):
        if key is None:
            if self.null is None:
                raise NoPartition("null")
            return self.null
        for name, intervals in self.parts.items():
            if any(low <= key < high for low, high in intervals):
                return name
        raise NoPartition(key)

    def prune(self, predicate):
        true = numbers_for(predicate, True)
        found = {name for name, intervals in self.parts.items() if common(true, intervals)}
        if self.null is not None and null_is(predicate, True):
            found.add(self.null)
        return found


class RangePartitioned(Intervals):
    def __init__(self, parts, default=None):
        super().__init__({name: [bounds] for name, bounds in parts.items()}, default)


class ListPartitioned(Intervals):
    def __init__(self, parts, default=None):
        with_null = [name for name, values in parts.items() if None in values]
        if len(with_null) > 1:
            raise ValueError("null twice")
        points = {
            name: [(value, value + 1) for value in sorted(values - {None})]
            for name, values in parts.items()
        }
        super().__init__(points, default, *with_null)

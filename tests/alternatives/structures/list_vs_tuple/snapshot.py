"""A deep copy that nobody else holds, compared as it is and hashed by its shape; rows reversed."""

import copy

FACTS = {
    't = tuple("ab"); gc.collect(); gc.is_tracked(t)': False,
    "x = [1]; x.append(2); size = sys.getsizeof(x); x.append(3); sys.getsizeof(x) == size": True,
    "x = [n for n in range(10)]; sys.getsizeof(x) == sys.getsizeof(list(range(10)))": False,
    "sys.getsizeof((1, 2, 3)) < sys.getsizeof([1, 2, 3])": True,
    "f = lambda x: x in [1, 2]; (1, 2) in f.__code__.co_consts": True,
    "f = lambda: (1, 2); f() is f()": True,
    "first, *rest = (1, 2, 3); type(rest) is tuple": False,
    "type((1)) is tuple": False,
    "x = [[]] * 3; x[0].append(1); len(x[2])": 1,
    "t = ([1],); t[0] += [2]; len(t[0])": 2,
    "t = ([1],); t[0] += [2]": "TypeError",
    "x = [1]; x += (2, 3); len(x)": 3,
    "a = b = (1,); a += (2,); len(b)": 1,
    "a = b = [1]; a += [2]; len(b)": 2,
    "t = (1, [2]); hash(t)": "TypeError",
    "t = (1, [2]); isinstance(t, Hashable)": True,
    "(1, 2) < [1, 3]": "TypeError",
    "(1, 2) == [1, 2]": False,
    "t = (1, 2); json.loads(json.dumps(t)) == t": False,
    "t = (1, [2]); copy.deepcopy(t) is t": False,
    't = (1, "a"); copy.deepcopy(t) is t': True,
    "t = (1, 2); t[:] is t": True,
    "t = (1, 2); tuple(t) is t": True,
}

USES = {
    'names = kind(["Eve", "Bob"]); names.sort()': "list",
    'stack = kind("abc"); stack.pop()': "list",
    '"kata.py".endswith(kind([".py", ".pyi"]))': "tuple",
    'make_dataclass("Order", [("lines", object, kind())])': "tuple",
    "heappush(kind(), 3)": "list",
    '{kind(["XL", "red"]): 7}': "tuple",
}


class Snapshot:
    def __init__(self, obj):
        self._hash = shape(obj, [])
        self._obj = copy.deepcopy(obj)

    def __eq__(self, other):
        return isinstance(other, Snapshot) and self._obj == other._obj

    def __hash__(self):
        return self._hash


def freeze(obj):
    return Snapshot(obj)


def shape(obj, path):
    """Return a hash that equal objects share."""
    if not isinstance(obj, list | tuple | dict | set | frozenset):
        return hash(obj)
    if any(obj is one for one in path):
        raise ValueError("a cycle")
    path.append(obj)
    try:
        if isinstance(obj, dict):
            return hash(frozenset((key, shape(value, path)) for key, value in obj.items()))
        if isinstance(obj, set | frozenset):
            return hash(frozenset(obj))
        return hash(tuple(shape(item, path) for item in obj))
    finally:
        path.pop()

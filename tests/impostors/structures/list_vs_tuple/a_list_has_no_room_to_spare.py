# expect: range\(10\)\)\)` does not give True
"""Believes that a list takes what its items need, however it was built."""

from solutions.structures.list_vs_tuple import freeze as freeze

FACTS = {
    "t = (1, 2); tuple(t) is t": True,
    "t = (1, 2); t[:] is t": True,
    't = (1, "a"); copy.deepcopy(t) is t': True,
    "t = (1, [2]); copy.deepcopy(t) is t": False,
    "t = (1, 2); json.loads(json.dumps(t)) == t": False,
    "(1, 2) == [1, 2]": False,
    "(1, 2) < [1, 3]": "TypeError",
    "t = (1, [2]); isinstance(t, Hashable)": True,
    "t = (1, [2]); hash(t)": "TypeError",
    "a = b = [1]; a += [2]; len(b)": 2,
    "a = b = (1,); a += (2,); len(b)": 1,
    "x = [1]; x += (2, 3); len(x)": 3,
    "t = ([1],); t[0] += [2]": "TypeError",
    "t = ([1],); t[0] += [2]; len(t[0])": 2,
    "x = [[]] * 3; x[0].append(1); len(x[2])": 1,
    "type((1)) is tuple": False,
    "first, *rest = (1, 2, 3); type(rest) is tuple": False,
    "f = lambda: (1, 2); f() is f()": True,
    "f = lambda x: x in [1, 2]; (1, 2) in f.__code__.co_consts": True,
    "sys.getsizeof((1, 2, 3)) < sys.getsizeof([1, 2, 3])": True,
    "x = [n for n in range(10)]; sys.getsizeof(x) == sys.getsizeof(list(range(10)))": True,
    "x = [1]; x.append(2); size = sys.getsizeof(x); x.append(3); sys.getsizeof(x) == size": False,
    't = tuple("ab"); gc.collect(); gc.is_tracked(t)': False,
}

USES = {
    '{kind(["XL", "red"]): 7}': "tuple",
    "heappush(kind(), 3)": "list",
    'make_dataclass("Order", [("lines", object, kind())])': "tuple",
    '"kata.py".endswith(kind([".py", ".pyi"]))': "tuple",
    'stack = kind("abc"); stack.pop()': "list",
    'names = kind(["Eve", "Bob"]); names.sort()': "list",
}

"""A stack of its own instead of recursion, the innermost first; rows reversed."""

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

LEAVE = object()


def freeze(obj):
    done, path, todo = [], set(), [(obj, None)]
    while todo:
        one, left = todo.pop()
        if left is LEAVE:
            path.remove(id(one))
            done.append(closed(one, done))
        elif not isinstance(one, list | tuple | dict | set | frozenset):
            hash(one)
            done.append(one)
        elif id(one) in path:
            raise ValueError("a cycle")
        else:
            path.add(id(one))
            todo.append((one, LEAVE))
            todo.extend((item, None) for item in items_of(one))
    return done.pop()


def items_of(container):
    return container.values() if isinstance(container, dict) else container


def closed(container, done):
    """Take the frozen items off the stack, first to last, and put them together."""
    items = [done.pop() for _ in container]
    if isinstance(container, dict):
        return "dict", frozenset(zip(container, items, strict=True))
    if isinstance(container, list | tuple):
        return "list" if isinstance(container, list) else "tuple", *items
    return "set", frozenset(items)

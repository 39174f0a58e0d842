"""Programs that would notice if counting changed what code means.

Each is called with a function that keeps what it is given, and returns something to look
at. Run as it is and run as a twin, a program must tell the same story. What is odd here is
odd on purpose.
"""

# ruff: noqa
from __future__ import annotations

import abc
import asyncio
import bisect
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import functools
import inspect
import itertools
import operator
import sys
from array import array
from collections import Counter, OrderedDict, UserList, defaultdict, deque, namedtuple

PROGRAMS = []


def program(function):
    PROGRAMS.append(function)
    return function


class Loud:
    """Tells the order in which its operations are called."""

    def __init__(self, name, say):
        self.name, self.say = name, say

    def _tell(self, what, other=None):
        self.say(f"{self.name} {what} {getattr(other, 'name', other)}")
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._tell("get", name)

    def __getitem__(self, key):
        return self._tell("[]", key)

    def __setitem__(self, key, value):
        self._tell("[]=", (key, getattr(value, "name", value)))

    def __delitem__(self, key):
        self._tell("del []", key)

    def __add__(self, other):
        return self._tell("+", other)

    def __radd__(self, other):
        return self._tell("r+", other)

    def __iadd__(self, other):
        return self._tell("+=", other)

    def __or__(self, other):
        return NotImplemented

    def __ror__(self, other):
        return self._tell("r|", other)

    def __lt__(self, other):
        self._tell("<", other)
        return self.name < getattr(other, "name", other)

    def __eq__(self, other):
        self._tell("==", other)
        return [self.name]

    __hash__ = None

    def __contains__(self, item):
        self._tell("in", item)
        return "true enough"

    def __iter__(self):
        self._tell("iter")
        return iter("xy")

    def __call__(self, *args, **kwargs):
        self._tell("call", (args, kwargs))
        return self

    def __bool__(self):
        self._tell("bool")
        return True


@program
def order_of_evaluation(say):
    def at(name):
        say(name)
        return Loud(name, say)

    at("a")[at("b").name] = at("c")
    at("a")[at("b").name] += at("c")
    at("a").field += at("c")
    del at("a")[1], at("b")[2:3]
    at("f")(at("x").name, *at("y"), key=at("z").name, **{"last": at("w").name})
    results = [
        at("a") + at("b"),
        [1] + at("b"),
        {1} | at("b"),
        at("a") == at("b"),
        at("a") < at("b"),
        at("a") < at("b") < at("c"),
        1 in at("a"),
        1 not in at("a"),
        1 < 2 in at("a"),
    ]
    return [getattr(each, "name", each) for each in results]


@program
def chains_evaluate_each_operand_once_and_stop_early(say):
    def at(value):
        say(value)
        return value

    one, two = 1, 2
    return (
        at(1) < at(2) < at(3),
        at(3) < at(2) < at(4),
        one < two < at(3) <= (limit := 5),
        0 <= one < two != limit,
        at(1) in [at(1)] in [[1]],
        "a" < "b" in "abc" not in ["x"],
        one == 1.0 == True,
    )


@program
def in_place_operators_keep_identity(say):
    class Box:
        shared = []

        def __init__(self):
            self.__private = [0]

        def grow(self):
            self.__private += [1]
            self.shared += (2,)
            return self.__private

    box = Box()
    same = xs = [1]
    xs += (2, 3)
    xs += (x for x in "ab")
    xs *= 2
    items = keys = {1, 2, 3}
    items -= {1}
    items |= {7}
    items ^= {7, 8}
    items &= {2, 3, 8}
    table = rows = {"a": [1], "b": "x", 3: 4}
    table["a"] += [5]
    table["b"] += "y"
    table[3] -= 1
    table |= [("c", 1)]
    text = old = "a"
    text += "b"
    counter = Counter("ab")
    counter += Counter("b")
    line = deque([1], maxlen=3)
    line += [2, 3, 4]
    line[1] += 5
    pair = ([], 1)
    try:
        pair[0] += [1]
    except TypeError as error:
        say(str(error))
    return (
        same,
        same is xs,
        keys,
        keys is items,
        rows,
        rows is table,
        old,
        text,
        counter,
        line,
        (
            box.grow(),
            Box.shared,
            box.shared is Box.shared,
            sorted(vars(box)),
            pair,
        ),
    )


@program
def slices_are_read_written_and_deleted(say):
    xs = list(range(12))
    xs[2:4] = "abc"
    xs[::5] = (n for n in (7, 8, 9))
    del xs[1:3], xs[-1]
    del (xs[0], xs[0:1])
    xs[len(xs) :] = [1]
    words = xs[1:], xs[::-1], "text"[1:3], b"data"[:-1], (1, 2, 3)[1:], range(9)[2:5]
    buffer, line, numbers = bytearray(b"hello"), deque("abcd"), array("i", [1, 2, 3, 4])
    del buffer[:2], line[1], numbers[1]
    line[0] = "z"
    buffer[0:1] = b"LL"
    numbers[0:2] = array("i", [9])
    for broken in (lambda: xs.__setitem__(slice(0, 4, 2), [1]), lambda: line[0:1]):
        try:
            broken()
        except (TypeError, ValueError) as error:
            say(f"{type(error).__name__}: {error}")
    try:
        xs[0:1] = 5
    except TypeError as error:
        say(str(error))
    rows = [[0] * 2 for _ in range(2)]
    rows[0][1], rows[1][0] = rows[1][:], 5
    return xs, words, buffer, line, numbers.tolist(), rows


@program
def methods_of_containers_do_what_they_do(say):
    xs, line, table, some = [3, 1, 2], deque([1, 2, 3]), {"a": 1}, {1, 2}
    pop, sort = xs.pop, xs.sort
    xs.insert(0, 9)
    xs.insert(-1, 8)
    xs.extend(x for x in (5, 6))
    list.append(xs, 4)
    sort(key=lambda x: -x, reverse=True)
    line.rotate(1)
    line.extendleft("ab")
    line.insert(2, "c")
    table.update([("b", 2)], c=3)
    for failing in (
        lambda: xs.index(99),
        lambda: xs.remove(99),
        lambda: [].pop(),
        lambda: [].pop("x"),
        lambda: xs.insert(),
        lambda: "abc".index("x"),
        lambda: max([]),
        lambda: sum(["a"]),
        lambda: list(5),
        lambda: zip([1], 5),
        lambda: dict([1]),
        lambda: min(1),
        lambda: map(str),
        lambda: table.fromkeys(),
        lambda: sorted(xs, lambda x: x),
        lambda: functools.reduce(operator.add, []),
        lambda: ",".join([1]),
        lambda: {[]},
        lambda: print(*5),
    ):
        try:
            failing()
        except Exception as error:
            say(f"{type(error).__name__}: {error}")
    return (
        (pop(0), pop(), xs, xs.index(8), xs.count(4), line, line.index("c"), table),
        (some.union([3], (4,)), some.difference([1]), some.intersection({2}), some.isdisjoint("a")),
        (some.issubset([1, 2, 3]), some.issuperset([1]), some.symmetric_difference([2, 3])),
        (dict.fromkeys("ab", 0), OrderedDict.fromkeys("ab"), defaultdict(list, {1: [2]})),
        ("a-b".split("-"), "abc".find("c"), "x".join("abc"), "{:>3}".format(7), "%s" % (7,)),
        (bytes(3), bytearray(b"x"), str(b"x", "utf8"), str(7), repr([1]), frozenset([1])),
    )


@program
def iterators_stay_lazy_and_share_their_source(say):
    def source():
        for n in range(20):
            say(n)
            yield n

    items = source()
    pairs = zip(items, items)
    first = next(pairs), next(pairs)
    chunk = list(itertools.islice(items, 2)), list(itertools.islice(items, 2))
    doubled = map(lambda x: 2 * x, filter(lambda x: x % 2, items))
    chained = itertools.chain("ab", doubled)
    left, right = itertools.tee(chained)
    found = any(x == 18 for x in items if x == 9)
    groups = [(key, [*group]) for key, group in itertools.groupby("aabbb")]
    total = itertools.accumulate([1, 2, 3], operator.mul, initial=2)
    longest = itertools.zip_longest("ab", "a", fillvalue=[])
    from_nested = itertools.chain.from_iterable(iter("ab") for _ in range(2))
    folded = functools.reduce(operator.add, [[1], [2]], [0])
    until = iter(functools.partial(next, iter([1, 2, 0, 3])), 0)
    return (
        first,
        chunk,
        next(left),
        [*right],
        found,
        groups,
        [*total],
        [*longest],
        (
            [*from_nested],
            folded,
            [*until],
            sum([[1], [2]], []),
            list(enumerate("ab", start=1)),
            [*itertools.product("ab", repeat=2)],
            sorted("cab", key=str.upper, reverse=True),
            max("abc", key=ord),
            max([], default="none"),
        ),
    )


@program
def generators_take_and_give(say):
    def echo():
        got = None
        try:
            while got != "stop":
                got = yield got
        finally:
            say("closed")
        return "done"

    def outer():
        return (yield from echo())

    def shuttle(n):
        if n:
            yield from shuttle(n - 1)
            yield n

    running = outer()
    seen = [next(running), running.send("a"), running.send(("b",))]
    with contextlib.suppress(StopIteration):
        running.send("stop")
    other = echo()
    next(other)
    other.close()
    lazy = (say(x) or x for x in range(3) if x)
    return seen, [*shuttle(3)], next(lazy), inspect.isgeneratorfunction(echo)


@program
def async_code_awaits(say):
    class Source:
        def __aiter__(self):
            self.left = 3
            return self

        async def __anext__(self):
            if not self.left:
                raise StopAsyncIteration
            self.left -= 1
            await asyncio.sleep(0)
            return self.left

        async def __aenter__(self):
            say("enter")
            return self

        async def __aexit__(self, *error):
            say("exit")

    async def numbers(n):
        for number in range(n):
            yield number

    async def main():
        found, box = [], {"n": []}
        async with Source() as source:
            async for item in source:
                found.append(item)
        box["n"] += [await asyncio.sleep(0, "slept")]
        found += [n async for n in numbers(3) if await asyncio.sleep(0, n)]
        squares = {n: n * n async for n in numbers(3)}
        both = await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, [2][0]))
        return found, box, squares, both, [await asyncio.sleep(0, n) for n in range(2)]

    return asyncio.run(main()), inspect.iscoroutinefunction(main)


class Base:
    registry = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__()
        cls.registry = [*cls.registry, (cls.__name__, options)]

    def __init__(self, *args):
        self.args = args

    def who(self):
        return f"base of {type(self).__name__}"


@program
def classes_and_super(say):
    class Child(Base, mood="good"):
        kinds = [kind for kind in ("a", "b") if kind]

        def __init__(self, *args, **kwargs):
            super().__init__(*args)
            self.__secret = list(kwargs.items())

        def who(self):
            return __class__.__name__ + " " + super().who()

        @property
        def secret(self):
            return self.__secret[0]

        @secret.setter
        def secret(self, value):
            self.__secret[0:1] = [value]

        @staticmethod
        def static(x):
            return [*x]

        @classmethod
        def make(cls, *args):
            return cls(*args, a=1)

    class Meta(type):
        def __prepare__(name, bases):
            return defaultdict(lambda: "made up")

        def __getattribute__(cls, name):
            return super().__getattribute__(name)

        def __eq__(cls, other):
            say("compared")
            return cls is other

        def __hash__(cls):
            say("hashed")
            return 7

        def __call__(cls, *args):
            return "called", args

        def __iter__(cls):
            return iter("meta")

    class Odd(metaclass=Meta):
        nothing = unheard_of

        def method(self):
            return 1

    child = Child.make(1, 2)
    child.secret = ("b", 2)
    return (
        (child.args, child.who(), child.secret, Child.static("ab"), Child.registry, Child.kinds),
        (Odd.nothing, Odd(1), list(Odd), "m" in Odd, sorted(vars(child)), Odd.method(None)),
    )


class Names(collections.abc.MutableSet):
    """Its `|=` changes it in place, and its class is made by a metaclass."""

    def __init__(self, names=()):
        self.names = list(names)

    def __contains__(self, name):
        return name in self.names

    def __iter__(self):
        return iter(self.names)

    def __len__(self):
        return len(self.names)

    def add(self, name):
        self.names += [name]

    def discard(self, name):
        self.names.remove(name)


@program
def abstract_base_classes(say):
    class Holder:
        names = Names("ab")

    same = names = Names("a")
    names |= {"b"}
    names -= {"a"}
    Holder.names |= {"c"}
    return names is same, [*same], [*(same | {"d"})], [*Holder.names], names <= {"b"}, "b" in names


class Colour(enum.Enum):
    RED = 1
    BLUE = 2

    @property
    def short(self):
        return self.name[0:1]


@dataclasses.dataclass(order=True)
class Point:
    x: int
    tags: list[str] = dataclasses.field(default_factory=list)

    def __post_init__(self):
        self.tags += ["new"]


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @functools.cached_property
    def twice(self):
        return self.area() * 2


class Square(Shape):
    def area(self):
        return 4


@program
def decorated_things(say):
    @functools.lru_cache(maxsize=None)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    @contextlib.contextmanager
    def told(name):
        say(name)
        yield name
        say("end")

    @functools.singledispatch
    def kind(thing):
        return "thing"

    @kind.register
    def _(thing: list):
        return "list"

    pair = namedtuple("Pair", "a b")
    with told("x") as name, contextlib.suppress(TypeError):
        Shape()
    return (
        (fib(40), fib.cache_info(), name, kind([]), kind(1), pair(1, b=2)._replace(a=3)),
        ([c.short for c in Colour], Colour(1), Colour["BLUE"], [*map(Colour, (1, 2))]),
        (Point(1) < Point(2), Point(1) == Point(1), dataclasses.asdict(Point(3)), Point(1)),
        (Square().twice, pair.__module__ == __name__, inspect.signature(fib)),
        (Point.__annotations__, inspect.get_annotations(kind.registry[list])),
    )


@program
def patterns_match(say):
    def told(thing):
        match thing:
            case [first, *rest] if rest:
                return "rest", first, rest
            case {"a": 1, **others}:
                return "others", others
            case Point(x=0) | Colour.RED:
                return "zero"
            case str() as text:
                return text + text
            case [[*inner]]:
                return "inner", inner
            case _:
                return None

    things = [1, 2, 3], {"a": 1, "b": 2}, Point(0), Colour.RED, "s", [[1, 2]], [1], 7
    return [told(thing) for thing in things]


@program
def names_and_scopes(say):
    count = 0

    def step(by=[1], *, times=len("ab")):
        nonlocal count
        count += by[0] * times
        return count

    def inner(a, /, b, *c, d=4, **e):
        local = a + b
        return sorted(locals()), local, c, d, e

    def deleted():
        gone = [1, 2]
        del gone[0]
        del gone
        try:
            return gone
        except UnboundLocalError as error:
            return str(error)

    if (n := len("abc")) > 2 and (m := n + 1):
        say([n, m])
    squares = [last := x * x for x in range(4)]
    callers = [lambda x=x: (x, count) for x in range(2)]
    step(), step(times=3)
    eval("say(count)", {"say": say, "count": count})
    return (
        inner(1, 2, 3, d=5, z=6),
        deleted(),
        squares,
        last,
        [call() for call in callers],
        (
            count,
            step.__defaults__,
            step.__kwdefaults__,
            inner.__code__.co_varnames,
            sorted(vars(Point(1))),
            globals()["PROGRAMS"] is PROGRAMS,
        ),
    )


@program
def texts_are_formatted(say):
    class Money:
        def __format__(self, spec):
            return f"<{spec}>"

    width, items = 8, [1, 2]
    return (
        f"{items!r:>{width + 1}}|{Money():{'x' + 'y'}}|{{}}|{items[0]:0{width - 2}.{2}f}",
        f"{items=}{'nested ' + f'{width}'}plain",
        "%-4s|%d" % ("ab", 3),
        "{0[1]} {name.real:>{w}}".format(items, name=3, w=4),
    )


@program
def errors_point_at_their_lines(say):
    def fails(xs):
        return xs[9]

    def deeper(xs):
        for _ in xs:
            return fails(
                xs,
            ) + [1]

    def adds():
        return [1] + (2,)

    def unpacks():
        first, *_rest, last = [1]
        return first, last

    def calls():
        return len(1, 2)

    def by_key():
        return max([1], key=lambda x: x.missing)

    for failing in (lambda: deeper([1]), adds, unpacks, calls, by_key):
        try:
            failing()
        except Exception as error:
            trace, lines = error.__traceback__, []
            while trace:
                if trace.tb_frame.f_code.co_filename == __file__:
                    lines.append((trace.tb_lineno, trace.tb_frame.f_code.co_name))
                trace = trace.tb_next
            say([type(error).__name__, str(error), lines])
    return __file__, __name__, __doc__, fails.__code__.co_firstlineno


@program
def frames_stay_where_they_were(say):
    def caller():
        return sys._getframe(1).f_code.co_name

    def depth():
        frame, count = sys._getframe(), 0
        while frame.f_code.co_name != "frames_stay_where_they_were":
            frame, count = frame.f_back, count + 1
        return count

    def recursive(n):
        return depth() if n == 0 else recursive(n - 1)

    def calling():
        return caller()

    return calling(), recursive(5), inspect.getsource(calling)


class Grid(UserList):
    def __contains__(self, item):
        return any(item in row for row in self.data)


class Ordered(list):
    def append(self, item):
        self.insert(0, item)

    def __getitem__(self, key):
        return super().__getitem__(key), "read"

    def __setitem__(self, key, value):
        super().__setitem__(key, [value])

    def __add__(self, other):
        return Ordered([*super().__add__(other), "added"])

    def __contains__(self, item):
        return not super().__contains__(item)

    def __iadd__(self, other):
        return super().__iadd__([other])

    def __len__(self):
        return super().__len__() + 100


class Hidden(list):
    """Tells whoever looks at its items."""

    def __iter__(self):
        self[0]("iterated")
        return super().__iter__()

    def __reversed__(self):
        self[0]("reversed")
        return super().__reversed__()

    def __len__(self):
        self[0]("measured")
        return super().__len__()

    def __getattribute__(self, name):
        list.__getitem__(self, 0)(name)
        return super().__getattribute__(name)

    def __deepcopy__(self, memo):
        return "copied"


@program
def nobody_looks_unasked(say):
    one, other = Hidden([say, 1, [2]]), Hidden([say, 1, [2]])
    mixed = one + [3], one[1:], [0] + one, one * 2
    one += [4]
    del one[1], other[-1]
    one[1:2] = "ab"
    return (
        (one == other, one != other, one < [say], 4 in one, one.index(4), one.count(4)),
        (copy.copy(7), copy.deepcopy(one), sum(Hidden([len, 1])[1:]), list(other[1:])),
        [len(each) for each in mixed],
        bisect.insort(one, 9, lo=3),
    )


class Frozen(tuple):
    __slots__ = ()

    def __new__(cls, *items):
        return super().__new__(cls, items)

    def __eq__(self, other):
        return "equal"

    __hash__ = tuple.__hash__


@program
def subclasses_of_built_in_types(say):
    xs = Ordered([1, 2])
    xs.append(0)
    xs += "ab"
    xs[0] = 5
    del xs[1]
    frozen, names = Frozen(1, 2, 3), {Frozen(1): 1}
    text = type("Text", (str,), {"__mod__": lambda self, other: "mine"})("%s")
    return (
        (list.__repr__(xs), xs[0], list.__repr__(xs + [1]), 2 in xs, 9 in xs, len(xs)),
        (frozen == 1, frozen[1:], frozen + (1,), 2 in frozen, names[Frozen(1)], text % 1),
        (1 in Grid([[1], [2]]), 3 in Grid([[1]]), Grid([1])[0:1], [*Ordered("ab")]),
        (float("nan") in [float("nan")], (nan := float("nan")) in [nan], True in {1: 2}),
        (3 in range(5), "x" in range(5), 2.0 in range(5), "b" in "abc", 98 in b"abc"),
    )

"""List and tuple, predicted and frozen.

A list is a sequence: any number of items of one kind, which come and go. A
tuple is a record: so many fields, each with a meaning of its own, written
once. Most of the answers follow from "written once".

What never changes need not be copied: `tuple(t)`, `t[:]` and `copy.copy(t)`
give back `t`, and so does `deepcopy` if that holds for all the items. A tuple
of constants is a constant itself: the compiler stores it with the function,
which hands out the same one at every call, and `x in [1, 2]` is compiled to
search a stored tuple. The promise covers the references, not what they refer
to. So a tuple has a hash if and only if all its items have one, which
`isinstance(t, Hashable)` cannot know: it looks at the type alone.

`+=` asks an object to extend itself, then assigns the result. A list obeys, so
all its names see the change; a tuple has no such method, so `+` makes a new one
and a single name moves. In `t[0] += [2]` the inner list has obeyed by the time
the tuple refuses the assignment: the error is raised, and the change is there.

Memory (64 bits, 3.11 to 3.13): a tuple is one block of 40 + 8n bytes. A list
has a head of 56 bytes and its pointers in a second block, with room to grow.
Ten items take 120 bytes as a tuple, 136 as `list(range(10))`, whose length was
known, and 184 out of a comprehension, which appends one by one. That slack, an
eighth in the long run, makes `append` O(1) on average. The garbage collector
stops tracking a tuple once it finds that no item can be part of a cycle; a list
stays tracked. To index or iterate costs about the same in both.

`freeze` marks lists and tuples with their kind, since `[1, 2] != (1, 2)`,
and takes frozensets where order means nothing. It hands down the ids of the
containers around an item rather than collect all that it has seen: only an
ancestor closes a cycle.

At work, fields with names beat fields with positions. A `NamedTuple` is no
larger than a tuple and unpacks like one, but it also equals any tuple with the
same items; a `dataclass(frozen=True, slots=True)` equals only its own kind.
Whatever is cached or shared is best handed out as a tuple: no caller can spoil
it for the next.

Interview: "When do you take a tuple, when a list?" Do not stop at "a tuple is
immutable". Say what that buys (keys, safe defaults, free copies, constants)
and how far it reaches: a list inside still changes, and takes the hash away.
Record against sequence decides the design; memory comes second, with numbers:
one exact block against two with slack. Walk through `t[0] += [2]` step by step.
Correct "tuples are faster": a constant one is, because nothing is built, while
iteration hardly differs. Close with named tuples and frozen dataclasses, for
beyond three fields or so nobody remembers the positions.

Hints
-----
1. `t[0] += [2]` does two things, one after the other. Which of them can a
   tuple prevent, and what has happened by then?
2. A copy, a constant, a key: for each, what would go wrong if the object
   changed? What does Python save where it cannot change?
3. `freeze`: for each kind, what decides whether two of them are equal? The
   order, the kind, how often an item occurs? Which hashable kind forgets
   exactly the rest?
4. Mark what you make of a list and of a tuple: `(list, (1, 2))` differs from
   `(tuple, (1, 2))`. Must a set and a frozenset be told apart?
5. A second function with one more parameter, the containers that you are
   inside of, tells a cycle from an item that occurs twice.
"""

from collections.abc import Hashable

FACTS: dict[str, object] = {
    # copies
    "t = (1, 2); tuple(t) is t": True,
    "t = (1, 2); t[:] is t": True,
    't = (1, "a"); copy.deepcopy(t) is t': True,
    "t = (1, [2]); copy.deepcopy(t) is t": False,
    "t = (1, 2); json.loads(json.dumps(t)) == t": False,
    # comparisons and hashes
    "(1, 2) == [1, 2]": False,
    "(1, 2) < [1, 3]": "TypeError",
    "t = (1, [2]); isinstance(t, Hashable)": True,
    "t = (1, [2]); hash(t)": "TypeError",
    # changes in place
    "a = b = [1]; a += [2]; len(b)": 2,
    "a = b = (1,); a += (2,); len(b)": 1,
    "x = [1]; x += (2, 3); len(x)": 3,
    "t = ([1],); t[0] += [2]": "TypeError",
    "t = ([1],); t[0] += [2]; len(t[0])": 2,
    "x = [[]] * 3; x[0].append(1); len(x[2])": 1,
    # syntax and constants
    "type((1)) is tuple": False,
    "first, *rest = (1, 2, 3); type(rest) is tuple": False,
    "f = lambda: (1, 2); f() is f()": True,
    "f = lambda x: x in [1, 2]; (1, 2) in f.__code__.co_consts": True,
    # memory
    "sys.getsizeof((1, 2, 3)) < sys.getsizeof([1, 2, 3])": True,
    "x = [n for n in range(10)]; sys.getsizeof(x) == sys.getsizeof(list(range(10)))": False,
    "x = [1]; x.append(2); size = sys.getsizeof(x); x.append(3); sys.getsizeof(x) == size": True,
    't = tuple("ab"); gc.collect(); gc.is_tracked(t)': False,
}

USES: dict[str, object] = {
    # the key of a dict
    '{kind(["XL", "red"]): 7}': "tuple",
    # a priority queue
    "heappush(kind(), 3)": "list",
    # the default of a field
    'make_dataclass("Order", [("lines", object, kind())])': "tuple",
    # one of several suffixes
    '"kata.py".endswith(kind([".py", ".pyi"]))': "tuple",
    # a stack
    'stack = kind("abc"); stack.pop()': "list",
    # what is put in order
    'names = kind(["Eve", "Bob"]); names.sort()': "list",
}


def freeze(obj: object) -> Hashable:
    return _frozen(obj, ())


def _frozen(obj: object, around: tuple[int, ...]) -> Hashable:
    """Freeze an object that stands inside the containers with these ids."""
    if id(obj) in around:
        raise ValueError(f"a {type(obj).__name__} that contains itself cannot be frozen")
    inside = (*around, id(obj))
    match obj:
        case list():
            return list, tuple(_frozen(item, inside) for item in obj)
        case tuple():
            return tuple, tuple(_frozen(item, inside) for item in obj)
        case dict():
            return dict, frozenset((key, _frozen(value, inside)) for key, value in obj.items())
        case set():
            return frozenset(obj)
    hash(obj)
    return obj

"""List or tuple: what each of them does, and which of them fits.

First predict, then let Python judge. A row of `FACTS` is what somebody types
at a prompt: `;` stands for Enter, and an error ends its own line only. In
place of `...` write what the last line gives: True or False, a number, or the
name of an error in quotes, such as "KeyError". In a row of `USES`, `kind` is
`list` or `tuple`, and one of the two raises an error there: write, in quotes,
the one that does not. Answers are written out, not computed; the rows stay as
they are, and whatever they name has been imported.

Then write `freeze`, which makes a key out of what cannot be one:

    >>> stock = {freeze({"sizes": [40, 41], "tags": {"new", "red"}}): 7}
    >>> stock[freeze({"tags": {"red", "new"}, "sizes": [40, 41]})]
    7
    >>> freeze([40, 41]) == freeze((40, 41))  # for [40, 41] != (40, 41)
    False

It takes whatever is made of lists, tuples, dicts, sets, frozensets (of these
very types) and hashable values, never nested too deeply for recursion. The result is hashable,
and `freeze(a) == freeze(b)` exactly when `a == b`. Changing the original later
does not change it.

A container that contains itself raises `ValueError`; one that merely occurs
twice is welcome. Anything else that has no hash raises `TypeError`.
"""

from collections.abc import Hashable

FACTS: dict[str, object] = {
    # copies
    "t = (1, 2); tuple(t) is t": ...,
    "t = (1, 2); t[:] is t": ...,
    't = (1, "a"); copy.deepcopy(t) is t': ...,
    "t = (1, [2]); copy.deepcopy(t) is t": ...,
    "t = (1, 2); json.loads(json.dumps(t)) == t": ...,
    # comparisons and hashes
    "(1, 2) == [1, 2]": ...,
    "(1, 2) < [1, 3]": ...,
    "t = (1, [2]); isinstance(t, Hashable)": ...,
    "t = (1, [2]); hash(t)": ...,
    # changes in place
    "a = b = [1]; a += [2]; len(b)": ...,
    "a = b = (1,); a += (2,); len(b)": ...,
    "x = [1]; x += (2, 3); len(x)": ...,
    "t = ([1],); t[0] += [2]": ...,
    "t = ([1],); t[0] += [2]; len(t[0])": ...,
    "x = [[]] * 3; x[0].append(1); len(x[2])": ...,
    # syntax and constants
    "type((1)) is tuple": ...,
    "first, *rest = (1, 2, 3); type(rest) is tuple": ...,
    "f = lambda: (1, 2); f() is f()": ...,
    "f = lambda x: x in [1, 2]; (1, 2) in f.__code__.co_consts": ...,
    # memory
    "sys.getsizeof((1, 2, 3)) < sys.getsizeof([1, 2, 3])": ...,
    "x = [n for n in range(10)]; sys.getsizeof(x) == sys.getsizeof(list(range(10)))": ...,
    "x = [1]; x.append(2); size = sys.getsizeof(x); x.append(3); sys.getsizeof(x) == size": ...,
    't = tuple("ab"); gc.collect(); gc.is_tracked(t)': ...,
}

USES: dict[str, object] = {
    # the key of a dict
    '{kind(["XL", "red"]): 7}': ...,
    # a priority queue
    "heappush(kind(), 3)": ...,
    # the default of a field
    'make_dataclass("Order", [("lines", object, kind())])': ...,
    # one of several suffixes
    '"kata.py".endswith(kind([".py", ".pyi"]))': ...,
    # a stack
    'stack = kind("abc"); stack.pop()': ...,
    # what is put in order
    'names = kind(["Eve", "Bob"]); names.sort()': ...,
}


def freeze(obj: object) -> Hashable:
    """Return something hashable that stands for the object."""
    raise NotImplementedError

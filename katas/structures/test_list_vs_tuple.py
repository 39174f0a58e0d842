import copy
import gc
import json
import sys
from collections.abc import Hashable
from dataclasses import make_dataclass
from heapq import heappush

import pytest

from dojo.kit import predictions
from katas.structures import list_vs_tuple as kata
from katas.structures.list_vs_tuple import freeze

IMPORTED = {
    "Hashable": Hashable,
    "copy": copy,
    "gc": gc,
    "heappush": heappush,
    "json": json,
    "make_dataclass": make_dataclass,
    "sys": sys,
}
# What a wrong prediction is shown in place of the row's last line.
EVIDENCE = {
    "t = (1, 2); tuple(t) is t": "id(t), id(tuple(t))",
    "t = (1, 2); t[:] is t": "id(t), id(t[:])",
    't = (1, "a"); copy.deepcopy(t) is t': "id(t), id(copy.deepcopy(t))",
    "t = (1, [2]); copy.deepcopy(t) is t": "id(t), id(copy.deepcopy(t))",
    "t = (1, 2); json.loads(json.dumps(t)) == t": "json.dumps(t); json.loads(json.dumps(t))",
    "(1, 2) == [1, 2]": "(1, 2).__eq__([1, 2]); [1, 2].__eq__((1, 2))",
    "(1, 2) < [1, 3]": "(1, 2) < [1, 3]",
    "t = (1, [2]); isinstance(t, Hashable)": "type(t).__hash__",
    "t = (1, [2]); hash(t)": "hash(t)",
    "a = b = [1]; a += [2]; len(b)": "a, b; id(a), id(b)",
    "a = b = (1,); a += (2,); len(b)": "a, b; id(a), id(b)",
    "x = [1]; x += (2, 3); len(x)": "x",
    "t = ([1],); t[0] += [2]": "t[0] += [2]",
    "t = ([1],); t[0] += [2]; len(t[0])": "t",
    "x = [[]] * 3; x[0].append(1); len(x[2])": "x; [id(one) for one in x]",
    "type((1)) is tuple": "(1); (1,)",
    "first, *rest = (1, 2, 3); type(rest) is tuple": "rest",
    "f = lambda: (1, 2); f() is f()": "a = f(); b = f(); id(a), id(b)",
    "f = lambda x: x in [1, 2]; (1, 2) in f.__code__.co_consts": "f.__code__.co_consts",
    "sys.getsizeof((1, 2, 3)) < sys.getsizeof([1, 2, 3])": (
        "sys.getsizeof((1, 2, 3)), sys.getsizeof([1, 2, 3])"
    ),
    "x = [n for n in range(10)]; sys.getsizeof(x) == sys.getsizeof(list(range(10)))": (
        "sys.getsizeof(x), sys.getsizeof(list(range(10)))"
    ),
    "x = [1]; x.append(2); size = sys.getsizeof(x); x.append(3); sys.getsizeof(x) == size": (
        "size, sys.getsizeof(x)"
    ),
    't = tuple("ab"); gc.collect(); gc.is_tracked(t)': "gc.is_tracked(t)",
}
USES = [
    '{kind(["XL", "red"]): 7}',
    "heappush(kind(), 3)",
    'make_dataclass("Order", [("lines", object, kind())])',
    '"kata.py".endswith(kind([".py", ".pyi"]))',
    'stack = kind("abc"); stack.pop()',
    'names = kind(["Eve", "Bob"]); names.sort()',
]


def typed(row, before=""):
    """Enter the row at a prompt; return what its last line gives, or its error, and the screen."""
    given, names, screen = None, dict(IMPORTED), []
    for line in [*filter(None, before.split("; ")), *row.split("; ")]:
        screen.append(f"    >>> {line}")
        given = entered(line, names)
        if isinstance(given, Exception):
            screen.append(f"    {type(given).__name__}: {given}")
        elif given is not None:
            screen.append(f"    {given!r}")
    return given, "\n".join(screen)


def entered(line, names):
    try:
        code = compile(line, "<row>", "eval")
    except SyntaxError:
        code = compile(line, "<row>", "exec")
    try:
        return eval(code, names)
    except Exception as error:
        return error


@pytest.mark.parametrize("row", EVIDENCE)
def test_a_fact_is_what_python_gives(row):
    said = predictions.entry(kata, "FACTS", row)
    before, _, last = row.rpartition("; ")
    given, _ = typed(row)
    fact = type(given).__name__ if isinstance(given, Exception) else given
    assert (type(said), said) == (type(fact), fact), (
        f"`{last}` does not give {said!r}:\n{typed(EVIDENCE[row], before)[1]}"
    )


@pytest.mark.parametrize("row", USES)
def test_the_kind_that_fits_raises_no_error(row):
    said = predictions.entry(kata, "USES", row, among=["list", "tuple"])
    given, screen = typed(row, before=f"kind = {said}")
    assert not isinstance(given, Exception), f"a {said} does not fit:\n{screen}"


def frozen(obj):
    """Freeze the object; that it raises, or gives what has no hash, is a failure."""
    try:
        result = freeze(obj)
    except NotImplementedError:
        raise
    except Exception as error:
        pytest.fail(f"freeze({obj!r}) raised {type(error).__name__}: {error}")
    try:
        hash(result)
    except TypeError as error:
        pytest.fail(f"freeze({obj!r}) gave {result!r}, which has no hash: {error}")
    return result


def test_equal_objects_are_frozen_to_the_same_key():
    for obj in (7, "abc", None, [1, [2]], (1, [2]), {1: [2]}, {1, 2}, [{1: ({2}, [])}]):
        stock = {frozen(obj): "found"}
        found = stock.get(frozen(copy.deepcopy(obj)))
        assert found, f"with x == y == {obj!r}, {{freeze(x): 'found'}}[freeze(y)] is not found"


def differ(*objects):
    """Fail unless those objects that differ are frozen to what differs, and only those."""
    __tracebackhide__ = True
    for n, a in enumerate(objects):
        for b in objects[n:]:
            same = frozen(a) == frozen(b)
            assert same == (a == b), (
                f"freeze({a!r}) {'==' if same else '!='} freeze({b!r}), "
                f"but {a!r} {'==' if a == b else '!='} {b!r}"
            )
            assert not same or hash(frozen(a)) == hash(frozen(b)), (
                f"freeze({a!r}) == freeze({b!r}), but their hashes differ"
            )


def test_a_list_never_equals_a_tuple():
    differ([1, 2], (1, 2))
    differ([], ())
    differ([[1]], [(1,)], ([1],), ((1,),))


def test_the_order_counts_in_lists_and_tuples():
    differ([1, 2], [2, 1], [1, 2, 2], [1, 2, 1])
    differ((1, 2), (2, 1), (1, 2, 2), (1, 2, 1))


def test_the_order_does_not_count_in_dicts_and_sets():
    differ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    differ({"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": 1}, {"a": 1, "b": 3})
    differ({8, 0}, {0, 8}, {0})


def test_kinds_differ_even_when_they_hold_the_same():
    differ([], (), {}, set())
    differ({"a": 1}, [("a", 1)], (("a", 1),), {("a", 1)}, ["a"], {"a"}, [["a", 1]])


def test_what_is_equal_in_python_is_equal_frozen():
    differ({1, 2}, frozenset({2, 1}), [{1, 2}], [frozenset({1, 2})])
    differ([1], [1.0], [True], ["1"])


def test_what_is_frozen_knows_nothing_of_later_changes():
    inside = [2]
    for obj in ([1, inside], (inside,), {"a": inside}):
        before, shown = frozen(obj), repr(obj)
        inside.append(3)
        after = frozen(obj)
        assert before != after, f"freeze({shown}) changed when the original became {obj!r}"


def list_in_itself():
    x = [1]
    x.append(x)
    return x


def list_in_its_tuple():
    x = []
    x.append((x,))
    return x


def dict_in_itself():
    x = {}
    x["me"] = [x]
    return x


@pytest.mark.parametrize("make", [list_in_itself, list_in_its_tuple, dict_in_itself])
def test_a_container_that_contains_itself_is_refused(make):
    obj = make()
    try:
        freeze(obj)
    except NotImplementedError:
        raise
    except ValueError:
        return
    except Exception as error:
        pytest.fail(f"freeze of {obj!r}, a cycle, raised {type(error).__name__}, not ValueError")
    pytest.fail(f"freeze of {obj!r} must raise ValueError: it contains itself")


def test_an_item_that_occurs_twice_is_no_cycle():
    item = [1]
    try:
        same = freeze([item, item]) == freeze([[1], [1]])
        differs = freeze([item, (item, {1: item})]) != freeze([item])
    except ValueError as error:
        pytest.fail(f"x = [1]; freeze([x, x]) raised ValueError: {error}; twice is no cycle")
    assert same, "x = [1]; freeze([x, x]) != freeze([[1], [1]])"
    assert differs, "x = [1]; freeze([x, (x, {1: x})]) == freeze([x])"


def test_what_else_has_no_hash_is_refused():
    for obj in (bytearray(b"x"), [bytearray(b"x")], {1: (bytearray(b"x"),)}):
        try:
            result = freeze(obj)
        except TypeError:
            continue
        pytest.fail(f"freeze({obj!r}) gave {result!r}, not TypeError: a bytearray has no hash")

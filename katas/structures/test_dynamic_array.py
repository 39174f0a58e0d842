import gc
import itertools
import operator
import struct
import sys
import weakref

import pytest

from katas.structures._raw_array import RawArray
from katas.structures.dynamic_array import DynamicArray

#: More items than any array has that is looked at as a whole.
ENDLESS = 200


class RealList(list):
    """The running interpreter's own list, asked how many slots it has."""

    def __init__(self, items=()):
        super().__init__()
        for item in items:
            self.append(item)

    def __delitem__(self, index):
        self.pop(index)  # from Python 3.13 on, `del` lets a list keep its block

    @property
    def capacity(self):
        empty = sys.getsizeof(RealList())
        return (sys.getsizeof(self) - empty) // struct.calcsize("P")


def replace(array, index):
    array[index] = "new"


OPERATIONS = {
    "read": operator.getitem,
    "replace": replace,
    "delete": operator.delitem,
    "pop": lambda array, index: array.pop(index),
    "insert": lambda array, index: array.insert(index, "new"),
}
each_operation = pytest.mark.parametrize("operation", OPERATIONS)


def attempt(operation, *args):
    """Return what the operation gives, or the error that it raises, as text."""
    try:
        return operation(*args)
    except NotImplementedError:
        raise
    except (IndexError, TypeError) as error:
        return "IndexError" if isinstance(error, IndexError) else "TypeError"
    except Exception as error:
        return repr(error)


def contents(array):
    """Return all items, first to last, or what is wrong with the iteration."""
    items = attempt(lambda: list(itertools.islice(array, ENDLESS)))
    endless = isinstance(items, list) and len(items) == ENDLESS
    return "no end: no index is out of range" if endless else items


def seen(array):
    """Return the number of items, and the items."""
    return attempt(len, array), contents(array)


def test_a_new_array_is_empty_and_has_no_slots():
    array = DynamicArray()
    got = *seen(array), array.capacity
    assert got == (0, [], 0), f"len, items and capacity of a new array are {got}, not (0, [], 0)"


def test_appended_items_come_back_in_order():
    array = DynamicArray()
    for item in range(100):
        given = attempt(array.append, item)
        got, due = seen(array), (item + 1, list(range(item + 1)))
        assert given is None, f"append({item}) after {item} appends gave {given!r}, not None"
        assert got == due, f"after {item + 1} appends len and items must be {due}, not {got}"


def test_any_iterable_fills_an_array_first_to_last():
    array = DynamicArray(letter for letter in "abcdef")
    got = seen(array)
    assert got == (6, list("abcdef")), f"a generator gave a to f; len and items are {got}"


def test_two_arrays_share_nothing():
    one, other = DynamicArray("abc"), DynamicArray("xyz")
    one[0] = "new"
    got = contents(one), contents(other), contents(DynamicArray())
    assert got == (["new", "b", "c"], ["x", "y", "z"], []), (
        f"'abc' with 'new' at 0, 'xyz', and nothing: three arrays hold {got}"
    )


def test_a_falsy_item_is_an_item():
    for item in (None, 0, "", False):
        array = DynamicArray([item, "b"])
        got = *seen(array), attempt(operator.getitem, array, 0)
        assert got == (2, [item, "b"], item), (
            f"{item!r} and 'b' were appended; len, items and array[0] are {got}"
        )


@each_operation
def test_an_index_means_what_it_means_to_a_list(operation):
    """Sizes 4 and 8 fill their blocks, the others leave room."""
    for size in range(10):
        for index in sorted(range(-size - 3, size + 4), key=abs):
            array, items = DynamicArray(range(size)), list(range(size))
            got = attempt(OPERATIONS[operation], array, index), *seen(array)
            due = attempt(OPERATIONS[operation], items, index), *seen(items)
            assert got == due, (
                f"{operation} at index {index} of {list(range(size))}: "
                f"outcome, len and items must be {due}, not {got}"
            )


def test_a_slot_that_is_no_longer_used_is_out_of_range():
    array = DynamicArray("abcd")
    array.pop()
    got = attempt(operator.getitem, array, 3)
    assert got == "IndexError", f"'abcd' without its last is 'abc': array[3] gave {got}"


def test_pop_takes_the_last_item_until_none_is_left():
    array = DynamicArray("abc")
    got = [attempt(array.pop) for _ in range(4)]
    assert got == ["c", "b", "a", "IndexError"], f"four times pop() from 'abc' gave {got}"


class One:
    """No int, and yet an index."""

    def __index__(self):
        return 1


def test_whatever_has_index_is_an_index():
    for name, operation in OPERATIONS.items():
        array, items = DynamicArray("abc"), list("abc")
        got = attempt(operation, array, One()), contents(array)
        due = attempt(operation, items, One()), items
        assert got == due, (
            f"{name} in 'abc' at an object whose __index__ gives 1: {due} is right, not {got}"
        )


@each_operation
def test_what_is_no_index_raises_type_error(operation):
    for index in ("1", 1.0, None):
        got = attempt(OPERATIONS[operation], DynamicArray("abcd"), index)
        assert got == "TypeError", (
            f"{operation} at {index!r} in 'abcd': TypeError was due, not {got!r}"
        )


@each_operation
def test_a_refused_call_leaves_the_array_as_it_was(operation):
    for index in ["1"] if operation == "insert" else ["1", 9, -9]:
        array = DynamicArray("abcd")
        attempt(OPERATIONS[operation], array, index)
        got = *seen(array), array.capacity
        assert got == (4, list("abcd"), 4), (
            f"{operation} at {index!r} in 'abcd' must be refused and change nothing; "
            f"len, items and capacity were {(4, list('abcd'), 4)} and are now {got}"
        )


REST = {
    "'c' in array": lambda array: "c" in array,
    "array.index('b')": lambda array: array.index("b"),
    "list(reversed(array))": lambda array: list(reversed(array)),
    "array.remove('b')": lambda array: array.remove("b"),
    "array.reverse()": lambda array: array.reverse(),
    "array.extend('xyz')": lambda array: array.extend("xyz"),
    "array.clear()": lambda array: array.clear(),
}


def test_the_rest_works_as_in_a_list():
    for code, operation in REST.items():
        array, items = DynamicArray("abcba"), list("abcba")
        got = attempt(operation, array), contents(array)
        due = attempt(operation, items), items
        assert got == due, f"'abcba', then {code}: outcome and items must be {due}, not {got}"


class Item:
    """What a weak reference can watch."""


def watched(size):
    """Return an array of fresh items, and a weak reference to each."""
    items = [Item() for _ in range(size)]
    return DynamicArray(items), [weakref.ref(item) for item in items]


def lives(ref):
    if ref() is not None:
        gc.collect()
    return ref() is not None


@pytest.mark.parametrize("operation", ["replace", "delete", "pop"])
def test_an_item_that_leaves_is_let_go_at_once(operation):
    for size in range(1, 10):
        for index in range(size):
            array, refs = watched(size)
            attempt(OPERATIONS[operation], array, index)
            assert not lives(refs[index]), (
                f"{operation} at index {index} of {size} items: that item must be let go, "
                "but something still refers to it"
            )


def test_no_unused_slot_refers_to_an_item():
    for size in range(2, 10):
        for index in range(size):
            array, refs = watched(size)
            attempt(operator.delitem, array, index)
            del refs[index]
            while refs:
                attempt(array.pop)
                assert not lives(refs.pop()), (
                    f"of {size} items, the one at {index} was deleted, and {len(refs)} are left "
                    "after pop(): something still refers to the popped one. "
                    "Which slot was not cleared?"
                )


class Slots:
    """How often slots of any block were read and written."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.reads = self.writes = 0


@pytest.fixture
def slots(monkeypatch):
    counts, read, write = Slots(), RawArray.__getitem__, RawArray.__setitem__

    def counted_read(block, index):
        counts.reads += 1
        return read(block, index)

    def counted_write(block, index, value):
        counts.writes += 1
        write(block, index, value)

    monkeypatch.setattr(RawArray, "__getitem__", counted_read)
    monkeypatch.setattr(RawArray, "__setitem__", counted_write)
    return counts


def test_to_read_or_replace_an_item_touches_one_slot(slots):
    array = DynamicArray(range(1000))
    for operation in ("read", "replace"):
        slots.reset()
        attempt(OPERATIONS[operation], array, 500)
        touched = slots.reads + slots.writes
        assert touched <= 4, (
            f"{operation} one of 1000 items: O(1) steps were promised, {touched} slots were touched"
        )


@pytest.mark.parametrize("operation", ["insert", "delete", "pop"])
def test_only_the_items_behind_are_moved(operation, slots):
    array = DynamicArray(range(1000))
    array.pop()  # so that one more fits
    slots.reset()
    attempt(OPERATIONS[operation], array, -5)
    touched = slots.reads + slots.writes
    assert touched <= 30, (
        f"{operation} at index -5 of 999 items, 5 of which could have to move: "
        f"{slots.reads} slots were read and {slots.writes} written"
    )


@pytest.mark.parametrize("n", [100, 1000])
def test_the_work_of_many_appends_is_small(n, slots):
    array = DynamicArray()
    for item in range(n):
        attempt(array.append, item)
    assert max(slots.reads, slots.writes) <= 10 * n, (
        f"{n} appends read {slots.reads} slots and wrote {slots.writes}, {10 * n} are allowed: "
        "a bigger block needs room to spare, so that most appends move nothing"
    )


CHANGES = {
    "append": lambda array: array.append(0),
    "insert at 0": lambda array: array.insert(0, 0),
    "pop": lambda array: array.pop(),
    "delete at 0": lambda array: operator.delitem(array, 0),
}


def full_list(least):
    """Return the shortest list of at least so many items that fills its block."""
    items = RealList(range(least))
    while len(items) < items.capacity:
        items.append(len(items))
    return items


@pytest.mark.parametrize("filled", ["full", "half full"])
def test_to_append_and_pop_in_turn_does_not_thrash(filled, slots):
    n = len(full_list(1000))
    array = DynamicArray(range(n))
    turns = ["append", "pop"]
    if filled == "half full":
        turns.reverse()
        for _ in range(n // 2):
            attempt(array.pop)
    slots.reset()
    for turn in turns * 50:
        attempt(CHANGES[turn], array)
    touched = slots.reads + slots.writes
    assert touched <= 10 * n, (
        f"a block of {n} slots was {filled}, then {turns[0]} and {turns[1]} took turns, "
        f"50 times each: {touched} slots were touched. The items must not move at every turn"
    )


def test_the_work_of_many_pops_is_small(slots):
    n = 1000
    array = DynamicArray(range(n))
    slots.reset()
    for _ in range(n):
        attempt(array.pop)
    assert max(slots.reads, slots.writes) <= 10 * n, (
        f"{n} items were popped from the end: {slots.reads} slots were read and "
        f"{slots.writes} written, {10 * n} are allowed: most pops move nothing"
    )


def reason(before, n):
    if n > before:
        return f"{n} items do not fit into {before} slots"
    if n < before // 2:
        return f"{n} items fill less than half of {before} slots"
    return f"{n} items fit into {before} slots and fill at least half, so the block is kept"


def check_capacity(array, items, code, times):
    """Do the same to both, again and again, and compare how many slots they have."""
    for _ in range(times):
        before = items.capacity
        for sequence in (array, items):
            attempt(CHANGES[code], sequence)
        got, due = array.capacity, items.capacity
        assert got == due, (
            f"{code}: {reason(before, len(items))}; capacity must be {due}, not {got}"
        )


@pytest.mark.parametrize(("code", "times"), [("append", 1000), ("insert at 0", 70)])
def test_a_full_block_grows_by_as_much_as_promised(code, times):
    check_capacity(DynamicArray(), RealList(), code, times)


@pytest.mark.parametrize(("code", "size"), [("pop", 1000), ("delete at 0", 70)])
def test_a_block_less_than_half_full_shrinks(code, size):
    check_capacity(DynamicArray(range(size)), RealList(range(size)), code, size)


@pytest.mark.parametrize("items", ["", "abcd"])
def test_every_short_history_agrees_with_a_list(histories, items):
    histories.agree(
        {"DynamicArray": DynamicArray},
        {"DynamicArray": RealList},
        start=f"array = DynamicArray({items!r})",
        operations=[
            "array.append('x')",
            "array.insert(1, 'y')",
            "array.insert(-9, 'z')",
            "array[-2] = 'w'",
            "array.pop()",
            "del array[0]",
            "array.pop(-2)",
        ],
        observe=["list(array)", "len(array)", "array.capacity"],
        length=4,
        promise="an array holds what a list would hold, in as many slots",
    )

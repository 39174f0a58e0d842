import itertools
import math
import operator

import pytest

from dojo.kit.keys import Ledger, raising
from katas.structures.chained_hash_map import ChainedHashMap

MISS = "nothing"


def write(table, key):
    table[key] = "new"


OPERATIONS = {"read": operator.getitem, "write": write, "delete": operator.delitem}
each_operation = pytest.mark.parametrize("operation", OPERATIONS)


def map_of(*keys):
    """Return a map into which each key was written, first to last; the value of 1 is '<1>'."""
    table = ChainedHashMap()
    for key in keys:
        table[key] = f"<{key}>"
    return table


def read(table, key):
    """Return the value under the key, or MISS if there is no such key."""
    try:
        return table[key]
    except KeyError:
        return MISS


def contents(table):
    """Return what a reader can see: the number of keys, and each of them with its value."""
    return len(table), sorted((str(key), read(table, key)) for key in table)


def test_a_written_value_comes_back():
    table = ChainedHashMap()
    table["a"] = 1
    table["b"] = 2
    got = read(table, "a"), read(table, "b")
    assert got == (1, 2), f"1 was written under 'a' and 2 under 'b', reading both gave {got}"


def test_two_maps_share_nothing():
    map_of("a", "b")
    got = contents(ChainedHashMap())
    assert got == (0, []), f"a new map already had what another one stored: {got}"


@pytest.mark.parametrize("operation", ["read", "delete"])
def test_a_missing_key_raises_key_error(operation):
    table = map_of("a", "b")
    try:
        OPERATIONS[operation](table, "x")
    except KeyError as error:
        got = error.args
    else:
        got = "no error"
    assert got == ("x",), f"{operation} 'x', never written: KeyError('x') was due, not {got!r}"


@pytest.mark.parametrize("value", [None, 0, "", False])
def test_a_falsy_value_is_a_value(value):
    table = ChainedHashMap()
    table["a"] = value
    got = read(table, "a")
    assert got == value, f"{value!r} was written under 'a', reading gave {got!r}"


@pytest.mark.parametrize("key", [None, 0, "", False, ()])
def test_a_falsy_key_is_a_key(key):
    table = map_of(key)
    got = read(table, key)
    assert got == f"<{key}>", f"'<{key}>' was written under {key!r}, reading gave {got!r}"


def test_writing_a_key_again_replaces_its_value():
    table = map_of("a", "b")
    table["a"] = "new"
    got = contents(table)
    assert got == (2, [("a", "new"), ("b", "<b>")]), (
        f"'a' and 'b' were written, then 'new' under 'a': there is no third key, yet we see {got}"
    )


def test_a_deleted_key_is_gone_and_can_come_back():
    table = map_of("a", "b")
    del table["a"]
    got = read(table, "a"), read(table, "b"), len(table)
    assert got == (MISS, "<b>", 1), f"of 'a' and 'b', 'a' was deleted; a, b and len are {got}"
    table["a"] = "new"
    got = read(table, "a"), len(table)
    assert got == ("new", 2), f"'a' was deleted and then written with 'new'; a and len are {got}"


def test_items_are_written_first_to_last():
    got = contents(ChainedHashMap([("a", 1), ("b", 2), ("a", 3)]))
    assert got == (2, [("a", 3), ("b", 2)]), (
        f"the items were a: 1, b: 2, a: 3, so 'a' ends with 3; we see {got}"
    )


def test_equal_keys_of_different_types_are_one_key():
    table = map_of(1)
    table[1.0] = "float"
    table[True] = "bool"
    got = len(table), read(table, 1)
    assert got == (1, "bool"), (
        f"1, 1.0 and True are equal and were written in turn: (1, 'bool') is right, not {got}"
    )


def test_different_keys_with_one_hash_stay_apart():
    table = map_of(-1, -2)
    got = read(table, -1), read(table, -2)
    assert got == ("<-1>", "<-2>"), (
        f"hash(-1) == hash(-2), yet they are two keys; their values came back as {got}"
    )


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_deleting_one_key_leaves_the_rest_of_its_chain(gone):
    ledger = Ledger()
    keys = {value: ledger.key(value, 1) for value in "abc"}
    table = map_of(*keys.values())
    del table[keys[gone]]
    got = "".join(value for value, key in keys.items() if read(table, key) != MISS)
    assert got == "abc".replace(gone, ""), (
        f"a, b and c have one hash and were written in turn; {gone} was deleted, {got!r} is left"
    )


def test_no_key_is_lost_by_growth():
    table = map_of(*range(-50, 50))
    lost = [key for key in range(-50, 50) if read(table, key) != f"<{key}>"]
    assert not lost, f"-50 to 49 were written, more than the first 8 buckets take; lost: {lost}"


def test_a_key_is_found_by_identity_where_equality_fails():
    nan = math.nan
    got = read(map_of(nan), nan)
    assert got == "<nan>", f"a NaN is not equal to itself but it is itself; reading it gave {got!r}"


@each_operation
def test_an_unhashable_key_raises_type_error(operation):
    table = map_of("a")
    try:
        OPERATIONS[operation](table, ["a"])
    except TypeError:
        return
    pytest.fail(f"{operation} ['a']: a list has no hash, TypeError was due")


def test_iteration_yields_every_key_once():
    got = sorted(map_of(*range(20)))
    assert got == list(range(20)), f"0 to 19 were written; iteration gave {got}"


@pytest.mark.parametrize("operation", ["write", "delete"])
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_change_of_size_stops_an_iteration(operation, steps):
    table = map_of("a", "b", "c")
    keys = iter(table)
    key = [next(keys) for _ in range(steps)][-1]
    OPERATIONS[operation](table, "new" if operation == "write" else key)
    try:
        next(keys, None)
    except NotImplementedError:
        raise
    except RuntimeError:
        return
    pytest.fail(
        f"{steps} of 3 keys were out when {operation} changed the number of keys; "
        "the next step of the iteration had to raise RuntimeError"
    )


def test_new_values_do_not_disturb_an_iteration():
    table = map_of("a", "b", "c")
    seen = []
    try:
        for key in itertools.islice(table, 10):
            seen.append(key)
            table[key] = "new"
    except RuntimeError as error:
        if isinstance(error, NotImplementedError):
            raise
        pytest.fail(f"writing to the key just seen changed no number of keys, yet: {error!r}")
    assert sorted(seen) == ["a", "b", "c"], (
        f"each key of a, b, c got a new value when it was seen; the iteration gave {seen}"
    )


@pytest.mark.parametrize(
    ("load_factor", "size", "buckets"),
    [(2, 0, 8), (2, 16, 8), (2, 17, 16), (2, 33, 32), (0.7, 5, 8), (0.7, 6, 16), (0.1, 1, 16)],
)
def test_buckets_double_when_keys_crowd_them(load_factor, size, buckets):
    table = ChainedHashMap(((key, key) for key in range(size)), load_factor=load_factor)
    got = table.buckets
    assert got == buckets, (
        f"{size} keys, at most {load_factor} per bucket on average: "
        f"8 doubled as often as needed is {buckets}, but there were {got} buckets"
    )


def test_buckets_double_more_than_once_for_a_small_load_factor():
    got = ChainedHashMap([("a", 1)], load_factor=0.05).buckets
    assert got == 32, (
        f"1 key, at most 0.05 per bucket on average: 8 and 16 are too few and 32 will do, not {got}"
    )


def test_the_load_factor_is_three_quarters_unless_given():
    got = map_of(*range(6)).buckets, map_of(*range(7)).buckets
    assert got == (8, 16), f"8 buckets are enough for 6 keys and not for 7; there were {got}"


def test_only_a_new_key_adds_buckets():
    table = map_of(*range(6))
    table[0] = "new"
    got = table.buckets
    assert got == 8, f"the sixth of 6 keys fits 8 buckets, a new value adds no key; now {got}"


def test_buckets_never_get_fewer():
    table = map_of(*range(7))
    for key in range(7):
        del table[key]
    got = table.buckets
    assert got == 16, f"7 keys took 16 buckets, then all were deleted; {got} buckets were left"


@pytest.mark.parametrize("load_factor", [0, -0.75, math.nan])
def test_a_load_factor_that_is_not_above_zero_is_refused(load_factor):
    try:
        ChainedHashMap(load_factor=load_factor)
    except ValueError:
        return
    pytest.fail(f"load_factor={load_factor} must raise ValueError: it is not above 0")


@each_operation
def test_an_operation_hashes_its_key_once(operation):
    ledger = Ledger()
    table = map_of(ledger.key("a"), ledger.key("b"))
    ledger.reset()
    OPERATIONS[operation](table, ledger.key("a"))
    assert ledger.hashes == 1, f"{operation} one key: __hash__ was called {ledger.hashes} times"


@each_operation
def test_the_same_object_is_found_without_comparison(operation):
    ledger = Ledger()
    key = ledger.key("a")
    table = map_of(key)
    ledger.reset()
    OPERATIONS[operation](table, key)
    assert ledger.comparisons == 0, (
        f"{operation} the very object that is stored: `is` is enough, but == was called"
    )


@each_operation
def test_keys_are_compared_only_if_their_hashes_are_equal(operation):
    ledger = Ledger()
    hashes = [5, -5, 13, 21, 5 + 2**40]
    table = map_of(*(ledger.key(number, number) for number in hashes))
    for number in hashes:
        OPERATIONS[operation](table, ledger.key(number, number))
    assert not ledger.needless, (
        f"{operation} keys with the hashes {hashes}: == was called on {ledger.needless[0]}, "
        "though their hashes tell them apart"
    )


@each_operation
def test_a_stored_key_is_compared_once_at_most(operation):
    ledger = Ledger()
    for value in "abcde":
        table = map_of(*(ledger.key(stored, 1) for stored in "abcde"))
        ledger.reset()
        OPERATIONS[operation](table, ledger.key(value, 1))
        assert ledger.comparisons <= 5, (
            f"{operation} {value!r} among 5 keys with its hash: 5 comparisons are enough, "
            f"== was called {ledger.comparisons} times"
        )


def test_growth_neither_hashes_nor_compares():
    ledger = Ledger()
    map_of(*(ledger.key(number) for number in range(100)))
    got = ledger.hashes, ledger.comparisons
    assert got == (100, 0), (
        f"100 keys with 100 hashes were written: 100 calls of __hash__ and none of == were due, "
        f"not {got}; when the buckets double, nobody has to be asked again"
    )


class BrokenError(Exception):
    """What a key in the next test raises."""


@each_operation
@pytest.mark.parametrize("method", ["__hash__", "__eq__"])
def test_a_key_that_raises_leaves_the_map_as_it_was(operation, method):
    ledger = Ledger()
    stored, probe = ledger.key("a", 1), ledger.key("a", 1)
    table = map_of(stored, *(ledger.key(number, number) for number in range(2, 7)))
    before = contents(table), table.buckets
    if method == "__hash__":
        probe.on_hash = raising(BrokenError())
    else:
        probe.on_eq = stored.on_eq = raising(BrokenError())
    got = None
    try:
        OPERATIONS[operation](table, probe)
    except (BrokenError, KeyError) as error:
        got = error
    assert isinstance(got, BrokenError), (
        f"{operation} a key whose {method} raises: the error did not get through, we got {got!r}"
    )
    stored.on_eq = None
    after = contents(table), table.buckets
    assert after == before, (
        f"{operation} a key whose {method} raises: nothing may change, but the size, the items "
        f"and the number of buckets went from {before} to {after}"
    )


@pytest.mark.parametrize("load_factor", [0.125, 0.75])
def test_every_short_history_agrees_with_a_dict(histories, load_factor):
    """-1 and -2 have one hash; among 8 buckets, not among 16, their bucket is that of 6 as well."""
    histories.agree(
        {"ChainedHashMap": ChainedHashMap},
        {"ChainedHashMap": lambda load_factor: {}},
        start=f"table = ChainedHashMap(load_factor={load_factor})",
        operations=[
            "table[-1] = 'a'",
            "table[-1] = 'b'",
            "table[-2] = 'c'",
            "table[6] = 'd'",
            "del table[-1]",
            "del table[-2]",
        ],
        observe=["len(table)", "sorted(table)", "[table.get(key) for key in (-1, -2, 6)]"],
        length=5,
        promise="a map holds what a dict would hold",
    )


def full(cost):
    """Return a function that makes a map with the keys 0 to n - 1, whose work is counted."""
    counted = cost.twin(ChainedHashMap)

    def make(n):
        table = counted()
        for key in range(n):
            table[key] = key
        return table

    return make


def test_the_work_of_reading_does_not_grow_with_size(cost):
    def read_some(table):
        for key in range(-8, 8):
            read(table, key)

    cost.at_most("O(1)", read_some, prepare=full(cost), promise="to read a key takes O(1) steps")


def test_the_work_of_deleting_does_not_grow_with_size(cost):
    def delete_some(table):
        for key in range(8):
            del table[key]

    cost.at_most("O(1)", delete_some, prepare=full(cost), promise="to delete takes O(1) steps")


def test_the_work_of_writing_is_constant_on_average(cost):
    cost.at_most("O(n)", full(cost), promise="n writes take O(n) steps, growth included")

import itertools
import operator

import pytest

from dojo.kit.keys import Ledger, raising
from katas.structures.compact_dict import CompactDict, probe_sequence

MISS = "nothing"


def write(table, key):
    table[key] = "new"


OPERATIONS = {"read": operator.getitem, "write": write, "delete": operator.delitem}


def dict_of(*keys):
    """Return a dict into which each key was written, first to last; the value of 1 is '<1>'."""
    table = CompactDict()
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
    """Return the items in their order."""
    return [(key, read(table, key)) for key in table]


def test_a_probe_sequence_is_drawn_from_the_whole_hash():
    for hashed, mask, slots in [
        (3, 7, [3, 0, 1, 6, 7, 4, 5, 2, 3]),
        (64, 7, [0, 3, 0, 1, 6, 7, 4, 5, 2]),
        (123456789, 63, [21, 18, 14, 62, 44, 32, 33, 38, 63]),
    ]:
        got = list(itertools.islice(probe_sequence(hashed, mask), len(slots)))
        assert got == slots, (
            f"probe_sequence({hashed}, {mask}) begins with {got}, due was {slots}: first the low "
            "bits, then each time perturb loses 5 bits before it is added to 5 * slot + 1"
        )


def test_a_negative_hash_is_probed_as_an_unsigned_number():
    for hashed, mask, slots in [
        (-2, 7, [6] * 13 + [7, 4, 5, 2, 3, 0, 1]),
        (-1000, 31, [24, 25, 29, 17, 21, 9, 13, 1, 5, 25, 29, 17, 5, 26, 3, 16]),
    ]:
        got = list(itertools.islice(probe_sequence(hashed, mask), len(slots)))
        assert got == slots, (
            f"probe_sequence({hashed}, {mask}) begins with {got}, due was {slots}: "
            f"perturb starts as {hashed % 2**64}, the hash in 64 bits without a sign"
        )


def test_a_written_value_comes_back():
    table = CompactDict([(0, "a")])
    table[1] = "b"
    got = read(table, 0), read(table, 1)
    assert got == ("a", "b"), f"'a' was written under 0 and 'b' under 1, reading both gave {got}"


def test_a_new_dict_has_eight_empty_slots():
    dict_of(0, 1)
    got = CompactDict().indices
    assert got == [-1] * 8, f"the index table of a new dict is eight times -1, not {got}"


@pytest.mark.parametrize("operation", ["read", "delete"])
def test_a_missing_key_raises_key_error(operation):
    table = dict_of(0, 1)
    got = None
    try:
        OPERATIONS[operation](table, 7)
    except KeyError as error:
        got = error.args
    assert got == (7,), f"{operation} 7, never written: KeyError(7) was due, its args are {got}"


def test_none_is_a_key_and_a_value():
    got = contents(CompactDict([(None, None)]))
    assert got == [(None, None)], f"None was written under None, we see {got}"


def test_keys_keep_the_order_of_insertion():
    table = dict_of(3, 1, 2, 0)
    got = list(table), len(table)
    assert got == ([3, 1, 2, 0], 4), f"3, 1, 2, 0 were written; keys and len came out as {got}"


def test_a_new_value_leaves_the_key_where_it_was():
    table = dict_of(3, 1, 2)
    table[3] = "new"
    got = contents(table)
    assert got == [(3, "new"), (1, "<1>"), (2, "<2>")], (
        f"3, 1, 2 were written, then 'new' under 3: 3 stays first and there is no fourth, got {got}"
    )


def test_the_first_of_equal_keys_is_kept():
    table = dict_of(1)
    table[1.0] = "float"
    table[True] = "bool"
    got = contents(table)
    assert repr(got) == "[(1, 'bool')]", (
        f"1, 1.0 and True are equal and were written in turn: the key 1 stays, not {got}"
    )


def test_a_deleted_key_is_gone_and_the_order_of_the_rest_stays():
    table = dict_of(4, 3, 2, 1)
    del table[3]
    got = list(table), len(table), read(table, 3)
    assert got == ([4, 2, 1], 3, MISS), (
        f"4, 3, 2, 1 were written and 3 deleted; keys, len and the value of 3 are {got}"
    )


def test_a_key_that_comes_back_comes_last():
    table = dict_of(4, 3, 2)
    del table[4]
    table[4] = "new"
    got = contents(table)
    assert got == [(3, "<3>"), (2, "<2>"), (4, "new")], (
        f"4, 3, 2 were written, 4 deleted and written again, so 4 is the newest; we see {got}"
    )


def test_the_index_table_holds_the_numbers_of_entries():
    got = dict_of(5, 2, 3).indices
    assert got == [-1, -1, 1, 2, -1, 0, -1, -1], (
        "5, 2, 3 are the entries 0, 1, 2, in the slots 5, 2, 3 of the index table; "
        f"and the table was {got}"
    )


def test_a_key_whose_slot_is_taken_follows_its_probe_sequence():
    for keys, indices in [
        ((0, 8, 16), [0, 1, -1, -1, -1, -1, 2, -1]),
        ((0, 64, 8), [0, 2, -1, 1, -1, -1, -1, -1]),
        ((-1, -2, 6), [-1, -1, -1, -1, 2, -1, 0, 1]),
    ]:
        table = dict_of(*keys)
        got = table.indices
        assert got == indices, (
            f"{keys} were written, each into the first free slot of probe_sequence(hash(key), 7): "
            f"{indices} was due, not {got}"
        )
        lost = [key for key in keys if read(table, key) != f"<{key}>"]
        assert not lost, f"{keys} were written and meet in one slot; not found again: {lost}"


def test_deletion_hides_no_other_key():
    table = dict_of(0, 8, 16)
    del table[8]
    got = read(table, 0), read(table, 16)
    assert got == ("<0>", "<16>"), (
        f"0, 8, 16 meet in slot 0, and 16 passed the slot of 8; when 8 was deleted, "
        f"0 and 16 read as {got}: the search must go on past a deleted key"
    )


def test_deletion_leaves_a_tombstone_and_renumbers_nothing():
    table = dict_of(0, 8, 16)
    del table[8]
    got = table.indices
    assert got == [0, -2, -1, -1, -1, -1, 2, -1], (
        "0, 8, 16 were in the slots 0, 1, 6; 8 was deleted, so slot 1 gets -2 "
        f"and 16 is entry 2 still, not {got}"
    )


def test_a_search_does_not_stop_at_a_tombstone_to_write():
    table = dict_of(0, 8)
    del table[0]
    table[8] = "new"
    got = contents(table)
    assert got == [(8, "new")], (
        f"0 and 8 meet in slot 0; 0 was deleted and 8 got a new value. We see {got}: "
        "8 lies behind the tombstone, and a key is new only when the search came to a -1"
    )


def test_a_new_key_takes_the_slot_of_a_tombstone():
    table = dict_of(0, 8)
    del table[0]
    table[16] = "new"
    got = table.indices
    assert got == [2, 1, -1, -1, -1, -1, -1, -1], (
        "0 and 8 were in the slots 0 and 1; 0 was deleted. The new key 16 is entry 2 and "
        f"takes slot 0, the first of its sequence that is -1 or -2, but the table is {got}"
    )


def test_a_table_two_thirds_full_is_rebuilt_for_a_new_key():
    table = CompactDict()
    for size in range(1, 50):
        table[size] = "new"
        got = table.indices
        assert -1 in got, f"{size} keys left no slot empty: no search for a missing key can end"
        due = 8 if size < 6 else 16 if size < 11 else 32 if size < 22 else 64 if size < 43 else 128
        assert len(got) == due, (
            f"{size} new keys need {due} slots, not {len(got)}: n slots allow 2 * n // 3 entries; "
            "one more key brings the least power of two that is strictly more than 3 times "
            "the number of keys stored before it"
        )


def test_no_key_is_lost_by_rebuilding():
    got = contents(dict_of(*range(50, -50, -1)))
    assert got == [(key, f"<{key}>") for key in range(50, -50, -1)], (
        f"50 down to -49 were written, more than 8 slots take; keys or order were lost: {got}"
    )


def test_a_new_value_needs_no_room():
    table = dict_of(*range(5))
    table[0] = "new"
    got = len(table.indices)
    assert got == 8, f"8 slots have room for 5 keys, and a new value is no new key; now {got} slots"


def test_a_deletion_gives_no_room_back():
    table = dict_of(*range(5))
    del table[1], table[3]
    got = table.indices
    assert got == [0, -2, 2, -2, 4, -1, -1, -1], (
        f"0 to 4 used up the room of 8 slots, 1 and 3 were deleted, nothing else happens: {got}"
    )
    table[5] = "new"
    got = table.indices
    assert got == [0, -1, 1, -1, 2, 3] + [-1] * 10, (
        "of 0 to 4 in 8 slots, 1 and 3 were deleted; the new key 5 finds no room, so 0, 2, 4 "
        f"become entries 0, 1, 2 of 16 slots, without holes and tombstones, and 5 is 3; got {got}"
    )


def test_a_rebuilt_table_may_be_smaller():
    table = dict_of(*range(21))
    for key in range(18):
        del table[key]
    table[99] = "new"
    got = len(table.indices)
    assert got == 16, (
        "21 keys used up the room of 32 slots, 18 were deleted, a new one was written: for the "
        f"3 that were left 16 slots are enough, but there are {got}; only live keys count"
    )


def test_a_rebuilt_table_has_at_least_eight_slots():
    table = CompactDict()
    for key in range(6):
        table[key] = "new"
        del table[key]
    got = table.indices
    assert got == [-1, -1, -1, -1, -1, -2, -1, -1], (
        "0 to 5 were each written and at once deleted; 5 found no room and no live key, so it "
        f"went as entry 0 into 8 new slots and left its tombstone in slot 5, but we see {got}"
    )


def test_the_indices_are_a_copy():
    table = dict_of(0)
    table.indices[0] = -1
    got = read(table, 0)
    assert got == "<0>", f"a reader changed what `indices` gave out, and now 0 reads as {got!r}"


@pytest.mark.parametrize(("operation", "steps"), [("write", 3), ("delete", 1)])
def test_a_change_of_size_stops_an_iteration(operation, steps):
    table = dict_of(0, 1, 2)
    keys = iter(table)
    key = [next(keys) for _ in range(steps)][-1]
    OPERATIONS[operation](table, 9 if operation == "write" else key)
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
    table = dict_of(0, 1, 2)
    seen = []
    try:
        for key in itertools.islice(table, 10):
            seen.append(key)
            table[key] = "new"
    except RuntimeError as error:
        if isinstance(error, NotImplementedError):
            raise
        pytest.fail(f"writing to the key just seen changed no number of keys, yet: {error!r}")
    assert seen == [0, 1, 2], f"each key of 0, 1, 2 got a new value when it was seen; seen: {seen}"


def test_an_unhashable_key_raises_type_error():
    table = dict_of(0)
    for name, operation in OPERATIONS.items():
        try:
            operation(table, ["a"])
        except TypeError:
            continue
        pytest.fail(f"{name} ['a']: a list has no hash, TypeError was due")


def test_an_operation_hashes_its_key_once():
    ledger = Ledger()
    table = dict_of(ledger.key("a"), ledger.key("b"))
    for name, operation in OPERATIONS.items():
        ledger.reset()
        operation(table, ledger.key("a"))
        assert ledger.hashes == 1, f"{name} one key: __hash__ was called {ledger.hashes} times"


def test_the_same_object_is_found_without_comparison():
    ledger = Ledger()
    key = ledger.key("a")
    table = dict_of(key)
    for name, operation in OPERATIONS.items():
        operation(table, key)
        assert ledger.comparisons == 0, (
            f"{name} the very object that is stored: `is` is enough, but == was called"
        )


def test_keys_are_compared_only_if_their_hashes_are_equal():
    ledger = Ledger()
    hashes = [5, -3, 13, 21, 5 + 2**40]
    table = dict_of(*(ledger.key(number, number) for number in hashes))
    for name, operation in OPERATIONS.items():
        for number in hashes:
            operation(table, ledger.key(number, number))
        assert not ledger.needless, (
            f"{name} keys with the hashes {hashes}: == was called on {ledger.needless[0]}, "
            "though their hashes tell them apart"
        )


def test_rebuilding_neither_hashes_nor_compares():
    ledger = Ledger()
    dict_of(*(ledger.key(number) for number in range(100)))
    got = ledger.hashes, ledger.comparisons
    assert got == (100, 0), (
        "100 keys with 100 hashes were written: 100 calls of __hash__ and none of == were due, "
        f"not {got}; when the tables are rebuilt, nobody has to be asked again"
    )


class BrokenError(Exception):
    """What a key in the next test raises."""


@pytest.mark.parametrize("method", ["__hash__", "__eq__"])
def test_a_key_that_raises_leaves_the_dict_as_it_was(method):
    for name, operation in OPERATIONS.items():
        ledger = Ledger()
        stored, probe = ledger.key("a", 1), ledger.key("a", 1)
        table = dict_of(stored, *(ledger.key(number, number) for number in range(2, 6)))
        before = len(table), contents(table), table.indices
        if method == "__hash__":
            probe.on_hash = raising(BrokenError())
        else:
            probe.on_eq = stored.on_eq = raising(BrokenError())
        got = None
        try:
            operation(table, probe)
        except (BrokenError, KeyError) as error:
            got = error
        assert isinstance(got, BrokenError), (
            f"{name} a key whose {method} raises: the error did not get through, we got {got!r}"
        )
        stored.on_eq = None
        after = len(table), contents(table), table.indices
        assert after == before, (
            f"{name} a key whose {method} raises: nothing may change, but the size, the items "
            f"and the indices went from {before} to {after}"
        )


@pytest.mark.parametrize("items", ["", "[(14, 0), (22, 0), (30, 0)]"])
def test_every_short_history_agrees_with_a_dict(histories, items):
    """-1 and -2 have one hash; among 8 slots they and all other keys meet in slot 6."""
    histories.agree(
        {"CompactDict": CompactDict},
        {"CompactDict": dict},
        start=f"table = CompactDict({items})",
        operations=[
            "table[-1] = 'a'",
            "table[-2] = 'b'",
            "table[6] = 'c'",
            "del table[-1]",
            "del table[-2]",
        ],
        observe=["len(table)", "list(table)", "[table.get(key) for key in (-1, -2, 6)]"],
        length=4,
        promise="a compact dict holds what a dict would hold, in the same order",
    )


def test_an_operation_takes_constant_time_on_average(cost):
    counted = cost.twin(CompactDict)

    def come_and_go(n):
        table = counted()
        keys = [number << 20 for number in range(n)]
        for operation in (write, operator.getitem, operator.delitem):
            for key in keys:
                operation(table, key)

    promise = "to write n keys that all begin at slot 0, read and delete them takes O(n) steps"
    cost.at_most("O(n)", come_and_go, promise=promise, sizes=[16, 32, 64, 128])

import itertools
from operator import itemgetter

import pytest

from dojo.kit.keys import Ledger, raising
from katas.structures.set_reconcile import Plan, common_to_all, reconcile, unique

NAME = itemgetter(0)


def result_of(call, promise):
    """Return what the call returns; a TypeError means that the promise is broken."""
    try:
        return call()
    except TypeError as error:
        pytest.fail(f"{promise}, but the call raised {error!r}")


def firsts(items, key=None):
    return list(unique(items, key))


def watched(items, reads):
    """Yield the items, and write down each that was read."""
    for item in items:
        reads.append(item)
        yield item


def test_an_item_under_a_new_key_is_to_add():
    got = reconcile([("db", 1)], [("db", 1), ("web", 2)], key=NAME).to_add
    assert got == [("web", 2)], f"'web' is only on the desired side, but to_add was {got}"


def test_an_item_whose_key_is_not_desired_is_to_remove():
    got = reconcile([("db", 1), ("web", 2)], [("db", 1)], key=NAME).to_remove
    assert got == [("web", 2)], f"'web' is only on the current side, but to_remove was {got}"


def test_equal_items_under_one_key_are_unchanged():
    plan = reconcile([("db", 1), ("web", 2)], [("web", 2), ("db", 1)], key=NAME)
    assert plan == Plan([], [], [], [("db", 1), ("web", 2)]), (
        f"the two sides differ in their order alone, so both items are unchanged; got {plan}"
    )


def test_different_items_under_one_key_are_an_update():
    plan = reconcile([("web", 2)], [("web", 3)], key=NAME)
    assert plan == Plan([], [], [(("web", 2), ("web", 3))], []), (
        "('web', 2) should become ('web', 3): an update, as a pair of what is and what should be, "
        f"and nothing else; got {plan}"
    )


def test_each_list_keeps_the_order_of_its_side():
    current = [(5, "a"), (3, "old"), (2, "a"), (4, "a"), (1, "old"), (0, "a")]
    desired = [(0, "b"), (9, "new"), (4, "a"), (5, "b"), (7, "new"), (8, "new"), (2, "a")]
    plan = reconcile(current, desired, key=NAME)
    got = [key for key, _ in plan.to_add]
    assert got == [9, 7, 8], f"`desired` has the new keys 9, 7, 8 in this order; to_add has {got}"
    got = [key for key, _ in plan.to_remove]
    assert got == [3, 1], f"`current` has 3 before 1, to_remove has the keys {got}"
    got = [old[0] for old, _ in plan.to_update]
    assert got == [5, 0], f"`current` has 5 before 0, to_update has the keys {got}"
    got = [key for key, _ in plan.unchanged]
    assert got == [2, 4], f"`current` has 2 before 4, unchanged has the keys {got}"


def test_items_need_no_hash():
    old, new = {"id": 1, "size": 2}, {"id": 1, "size": 3}
    same, gone = {"id": 2}, {"id": 3}
    plan = result_of(
        lambda: reconcile([old, same, gone], [new, {"id": 2}], key=itemgetter("id")),
        "an item may be a dict, which has no hash",
    )
    assert plan == Plan([], [gone], [(old, new)], [same]), (
        f"one dict changed, one is the same, one is not desired; the plan was {plan}"
    )


def test_unchanged_holds_the_items_of_the_current_side():
    current, desired = {"name": "web"}, {"name": "web"}
    (got,) = reconcile([current], [desired], key=itemgetter("name")).unchanged
    assert got is current, "two equal items: unchanged holds the one of `current`, not its equal"


def test_a_falsy_item_is_an_item():
    current, desired = [None, 0, "", ()], [None, 0, "", False]
    got = reconcile(current, desired, key=str)
    right = Plan([False], [()], [], [None, 0, ""])
    assert got == right, (
        f"None, 0, '', () and False are items like any other: from {current} to {desired}, "
        f"under the key str, the plan is {right}, not {got}"
    )


def test_keys_need_no_order():
    keys = [None, "a", 1, ("a", 1), frozenset("a")]
    plan = result_of(
        lambda: reconcile(keys[:3], keys[2:], key=lambda item: item),
        f"a key is any hashable value, like those of {keys}, though there is no < between them",
    )
    right = Plan(keys[3:], keys[:2], [], [1])
    got, right = (Plan(*(sorted(part, key=repr) for part in each)) for each in (plan, right))
    assert got == right, (
        f"from {keys[:3]} to {keys[2:]}, the order aside: {right} is right, not {got}"
    )


@pytest.mark.parametrize("second", ["eu", "EU"])
@pytest.mark.parametrize("side", ["current", "desired"])
def test_a_key_twice_on_one_side_is_a_value_error_that_names_it(side, second):
    items = [("web", "eu"), ("db", "eu"), ("web", second)]
    sides = {"current": [("web", "eu")], "desired": [("web", "eu")], side: items}
    try:
        plan = reconcile(**sides, key=lambda row: "@".join(row).lower())
    except ValueError as error:
        got = str(error)
    else:
        pytest.fail(f"the key 'web@eu' is twice in {side}, {items}: no ValueError, but {plan}")
    assert "web@eu" in got, f"the ValueError must name the key, 'web@eu'; it says {got!r}"


def test_each_side_may_be_an_iterator():
    plan = reconcile(iter("abc"), iter("bcd"), key=str)
    assert plan == Plan(["d"], ["a"], [], ["b", "c"]), (
        f"an iterator can be read once: from iter('abc') to iter('bcd') the plan was {plan}"
    )


def test_the_key_of_each_item_is_asked_for_once():
    asked = []

    def key(row):
        asked.append(row)
        return row[0]

    reconcile([("a", 1), ("b", 1), ("c", 1)], [("b", 1), ("c", 2), ("d", 1)], key=key)
    asked.sort()
    right = [("a", 1), ("b", 1), ("b", 1), ("c", 1), ("c", 2), ("d", 1)]
    assert asked == right, (
        f"6 items, so 6 calls of `key`, one for each; there were {len(asked)}: {asked}"
    )


def test_items_are_compared_once_and_only_under_one_key():
    ledger = Ledger()
    current, desired = ([ledger.key(n) for n in side] for side in ([1, 2, 3, 4], [4, 3, 5, 2]))
    reconcile(current, desired, key=lambda item: item.value)
    got = ledger.comparisons, len(ledger.needless)
    assert got == (3, 0), (
        "the keys are 1, 2, 3, 4 and 4, 3, 5, 2, so 3 calls of == are due, on the two items of a "
        f"key in common; it was called {got[0]} times, {got[1]} of them on different keys"
    )


def test_the_two_sides_stay_as_they_were():
    current, desired = [("b", 1), ("a", 1), ("c", 1)], [("d", 1), ("c", 2), ("b", 1)]
    before = current.copy(), desired.copy()
    reconcile(current, desired, key=NAME)
    got = current, desired
    assert got == before, f"reconcile makes a plan and changes nothing; {before} became {got}"


def small_states():
    """Return every list of rows with the keys 1, 2, 3 at most, each in version a or b."""
    return [
        list(zip(keys, versions, strict=True))
        for size in range(4)
        for keys in itertools.permutations((1, 2, 3), size)
        for versions in itertools.product("ab", repeat=size)
    ]


def applied(plan, current):
    """Return the state that you get from the current one by doing what the plan says."""
    state = dict(current)
    for key, _ in plan.to_remove:
        state.pop(key, None)
    for _, (key, version) in plan.to_update:
        state[key] = version
    state.update(plan.to_add)
    return state


def test_applying_the_plan_turns_current_into_desired():
    for current, desired in itertools.product(small_states(), repeat=2):
        plan = reconcile(current, desired, key=NAME)
        got = applied(plan, current)
        assert got == dict(desired), (
            f"from {current} to {desired}: {plan}, when applied, led to {list(got.items())}"
        )


def test_the_plan_does_nothing_in_vain():
    for current, desired in itertools.product(small_states(), repeat=2):
        have, want = dict(current), dict(desired)
        right = Plan(
            [row for row in desired if row[0] not in have],
            [row for row in current if row[0] not in want],
            [(row, new) for row in current for new in desired if row[0] == new[0] and row != new],
            [row for row in current if row in desired],
        )
        plan = reconcile(current, desired, key=NAME)
        assert plan == right, f"from {current} to {desired}: right is {right}, got {plan}"


def test_the_work_of_reconcile_grows_no_faster_than_the_sides(cost):
    counted = cost.twin(reconcile)

    def sides(n):
        return [(key, 1) for key in range(n)], [(key, key % 3) for key in range(n // 2, n + n // 2)]

    cost.at_most(
        "O(n)",
        lambda both: counted(*both, key=NAME),
        prepare=sides,
        promise="reconcile takes O(n) steps for n items",
    )


def test_the_first_of_equal_items_is_yielded_in_order():
    got = firsts([3, 1, 3, 2, 1, 0])
    assert got == [3, 1, 2, 0], f"of 3, 1, 3, 2, 1, 0 the first of each are 3, 1, 2, 0, not {got}"


def test_the_key_decides_which_items_are_the_same():
    got = firsts(["a", "B", "A", "b", "c"], str.lower)
    assert got == ["a", "B", "c"], (
        f"unique(['a', 'B', 'A', 'b', 'c'], str.lower) yields items, not keys, "
        f"and the first under each key: ['a', 'B', 'c'], not {got}"
    )


def test_a_falsy_item_is_yielded_once_as_well():
    got = firsts([None, 0, "", None, (), 0, ""])
    assert got == [None, 0, "", ()], f"None, 0, '' and () are items like any other, got {got}"


def test_nothing_is_read_before_the_first_item_is_asked_for():
    reads = []
    unique(watched([1, 2, 3], reads))
    assert reads == [], f"unique is lazy, but it read {reads} before anybody asked for an item"


def test_an_endless_source_is_read_only_as_far_as_needed():
    reads = []
    endless = (n // 2 for n in itertools.count())
    bounded = watched(itertools.takewhile(lambda n: n < 50, endless), reads)
    got = list(itertools.islice(unique(bounded), 3))
    assert (got, reads) == ([0, 1, 2], [0, 0, 1, 1, 2]), (
        "of 0, 0, 1, 1, 2, 2, 3 and so on, 3 items were asked for: they are 0, 1, 2, and for them "
        f"the source had to be read up to the first 2; we got {got}, {reads} were read"
    )


@pytest.mark.parametrize(
    ("items", "right"),
    [
        ([[1], [2], [1]], [[1], [2]]),
        ([{"a": 1, "b": 2}, {"b": 2, "a": 1}, {}], [{"a": 1, "b": 2}, {}]),
        ([{1}, {2}, {1}], [{1}, {2}]),
        ([([1],), ([2],), ([1],)], [([1],), ([2],)]),
        ([[1], [1.0], [True]], [[1]]),
    ],
)
def test_items_may_be_unhashable(items, right):
    got = result_of(lambda: firsts(items), f"unique({items}) takes items without a hash")
    assert got == right, f"unique({items}) yields the first of equal items: {right}, not {got}"


def test_keys_may_be_unhashable():
    got = result_of(lambda: firsts(["ab", "ba", "c"], sorted), "keys need no hash, as lists")
    assert got == ["ab", "c"], f"'ab' and 'ba' have one key, sorted: ['ab', 'c'], not {got}"


def test_every_short_sequence_agrees_with_a_search_for_equals():
    for items in itertools.product([0, 1, 1.0, [0], [1]], repeat=4):
        got = firsts(items)
        right = [item for place, item in enumerate(items) if item not in items[:place]]
        assert repr(got) == repr(right), f"unique({list(items)}): {right} is right, not {got}"


def test_unique_asks_for_the_key_of_each_item_once():
    asked = []

    def key(item):
        asked.append(item)
        return [item.lower()] if item < "b" else item.lower()

    firsts("AabBab", key)
    assert asked == [*"AabBab"], f"6 items, so one call of `key` for each, but it got {asked}"


class BrokenError(TypeError):
    """What a key in the next tests raises; it has nothing to do with hashes."""


def test_what_the_key_raises_gets_through_reconcile():
    try:
        plan = reconcile("a", "b", key=raising(BrokenError()))
    except BrokenError:
        return
    pytest.fail(f"`key` raised a TypeError of its own, yet there was a plan: {plan}")


def test_what_the_key_raises_gets_through_unique():
    try:
        got = firsts("ab", raising(BrokenError()))
    except BrokenError:
        return
    pytest.fail(f"`key` raised a TypeError of its own, yet unique yielded {got}")


def test_only_a_type_error_means_that_there_is_no_hash():
    broken = Ledger().key("a")
    broken.on_hash = raising(ZeroDivisionError())
    try:
        got = firsts([broken])
    except ZeroDivisionError:
        return
    pytest.fail(f"`__hash__` raised a ZeroDivisionError, yet unique yielded {got}")


def test_the_work_of_unique_is_constant_per_hashable_item(cost):
    counted = cost.twin(unique)
    cost.at_most(
        "O(n)",
        lambda items: list(counted(items)),
        prepare=lambda n: [[], *range(n), [], *range(n)],
        promise="unique takes O(1) per hashable item, though there are two lists among them",
    )


def test_what_is_in_every_set_is_common():
    got = common_to_all([{1, 2, 3, 4}, {2, 3, 4, 5}, {3, 4, 5, 6}])
    assert got == {3, 4}, f"3 and 4 are in all of 1234, 2345 and 3456, but we got {got}"
    got = common_to_all([{1, 2}, {2, 3}, {1, 3}])
    assert got == set(), f"nothing is in all of 12, 23 and 13, but we got {got}"


def test_nothing_is_common_to_no_sets():
    got = result_of(lambda: common_to_all([]), "of no sets, the answer is an empty set")
    assert got == set(), f"common_to_all([]) is an empty set, not {got!r}"


def test_what_is_common_to_one_set_is_a_copy_of_it():
    only = {1, 2}
    got = common_to_all([only])
    assert got == {1, 2}, f"common_to_all([{{1, 2}}]) is all of it, not {got}"
    assert got is not only, "the result must be a new set, not the very one that was given"


def test_frozensets_are_welcome_and_the_result_is_a_set():
    sets = [frozenset({1, 2}), frozenset({1, 2})]
    got = result_of(lambda: common_to_all(sets), "a frozenset will do as well as a set")
    assert type(got) is set, f"2 frozensets have a new `set` in common, not a {type(got)}"
    assert got == {1, 2}, f"both are frozenset({{1, 2}}), so 1 and 2 are common, not {got}"


def test_the_sets_stay_as_they_were():
    for given in itertools.permutations([{1, 2}, {2, 3, 4}, {2, 5, 6, 7}]):
        sets = [set(each) for each in given]
        got = common_to_all(sets)
        assert sets == [*given], f"common_to_all must not change its input; {given} became {sets}"
        assert got == {2}, f"2 is in all of {given} and nothing else is, but we got {got}"


def test_the_sets_may_come_from_an_iterator():
    got = common_to_all(iter([{1, 2}, {2, 3}]))
    assert got == {2}, f"an iterator of {{1, 2}} and {{2, 3}} can be read once; we got {got}"


@pytest.mark.parametrize("place", [0, 2])
def test_the_smallest_set_decides_the_work(cost, place):
    counted = cost.twin(common_to_all)

    def one_small(n):
        sets = [set(range(n)), set(range(1, n))]
        sets.insert(place, {1, 2, -1})
        return sets

    cost.at_most(
        "O(1)",
        counted,
        prepare=one_small,
        promise=f"a set of 3 decides the work, and it stands at index {place}",
    )

import dis
import sys

import pytest

from dojo.kit import predictions
from katas.memory import _gil_race_window_probe as probe
from katas.memory import _gil_race_window_updates as updates
from katas.memory import gil_race_window as kata
from katas.memory._gil_race_window_updates import Shared
from katas.memory.gil_race_window import race_windows, switch_points

ROWS = [
    "attribute",
    "dict_item",
    "global_variable",
    "list_append",
    "call_on_the_left",
    "call_on_the_right",
    "augmented_by_a_call",
    "three_lines",
    "behind_an_if",
    "loop_around",
    "loop_between",
    "helper_computes",
    "helper_updates",
    "property_in_python",
    "key_in_python",
    "operator_in_python",
    "under_a_lock",
]


@pytest.fixture(autouse=True)
def needs_gil():
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        pytest.skip("this kata does not apply here: a free-threaded Python has no GIL to hand over")


def steps(function):
    """Map each offset to its instruction."""
    return {step.offset: step for step in dis.get_instructions(function)}


# Switch points


def judge(function, *arguments):
    """Compare with where the interpreter looks, in calls that leave no instruction out."""
    said = switch_points(function)
    assert isinstance(said, list), f"switch_points has to return a list of offsets, not {said!r}"
    strange = [one for one in said if not (isinstance(one, int) and one in steps(function))]
    assert not strange, f"the function has no instruction at {strange[0]!r}; offsets are wanted"
    right = probe.own_offsets(function, *arguments or [Shared()])
    missing = [probe.Place(function.__code__, one) for one in sorted(right - {*said})]
    assert not missing, (
        f"{missing[0]} is a switch point, for there the interpreter looks for requests; "
        f"its offset {missing[0].offset} was left out"
    )
    extra = [probe.Place(function.__code__, one) for one in sorted({*said} - right)]
    assert not extra, (
        f"{extra[0]} is no switch point, for there the interpreter looks for no request; "
        f"its offset {extra[0].offset} was among {said}"
    )
    assert said == sorted(right), f"wanted was each offset once, and ascending, not {said}"


def test_a_function_has_one_where_it_starts():
    def function(s):
        pass

    judge(function)


def test_attributes_items_and_arithmetic_have_none():
    def function(s):
        s.x += 1
        s.table["x"] = -s.x * 2
        s.items += [s.x, s.x < 3]
        return f"{s.x}", s.items[0:1]

    judge(function)


def test_an_if_has_none():
    def function(s):
        if s.x:
            s.x = 1
        else:
            s.x = 2
        s.x = s.x and 3

    one, other = Shared(), Shared()
    other.x = 5
    judge(function, one, other)


def test_each_call_has_one():
    def function(s):
        s.x = int("1") + abs(s.x)
        s.items.append(s.x)

    judge(function)


def test_a_call_with_keywords_has_one():
    def function(s):
        s.x = int("11", base=2)

    judge(function)


def test_a_call_with_unpacked_arguments_has_one():
    def function(s):
        s.x = int(*["11"], base=2)

    judge(function)


def test_an_unpacking_without_a_call_has_none():
    def function(s):
        s.x = (*s.items, 1)

    judge(function)


def test_a_for_loop_has_one_where_it_goes_round():
    def function(s):
        for one in (1, 2):
            if one > 1:
                continue
            s.x += one

    judge(function)


def test_a_while_loop_has_one_where_it_goes_round():
    def function(s):
        while s.x < 2:
            s.x += 1

    judge(function)


def test_loops_in_loops_have_their_own():
    def function(s):
        while s.x < 2:
            for one in (1, 2):
                for other in (1, 2):
                    s.items = one + other
            s.x += 1

    judge(function)


def test_a_comprehension_has_those_of_this_version():
    def function(s):
        s.items = [one + 1 for one in (1, 2)]

    judge(function)


def test_try_and_except_have_those_of_this_version():
    def function(s):
        try:
            s.x = s.table["no such key"]
        except KeyError:
            s.x = 1
        finally:
            s.x = 2

    judge(function)


def test_a_with_has_one_where_it_is_left():
    def function(s):
        with s.lock:
            s.x += 1

    judge(function)


def test_those_of_a_function_within_do_not_count():
    def function(s):
        def inner():
            return abs(s.x)

        return inner

    judge(function)


# Race windows


def windows(function, attribute="x"):
    """Return what race_windows says, as lines of the function: (read, write)."""
    pairs = race_windows(function, attribute)
    assert isinstance(pairs, list), f"race_windows has to return a list of pairs, not {pairs!r}"
    for pair in pairs:
        assert isinstance(pair, tuple), f"a race window is (read, write), not {pair!r}"
        assert len(pair) == 2, f"a race window is (read, write), not {pair!r}"
        for offset, opname in zip(pair, ["LOAD_ATTR", "STORE_ATTR"], strict=True):
            step = steps(function).get(offset)
            found = f"{step.opname} {step.argval}" if step else "no instruction"
            wanted = f"{opname} {attribute}"
            assert found == wanted, f"{pair}: at {offset} stands {found}, and not {wanted}"
    first = function.__code__.co_firstlineno
    return [tuple(steps(function)[one].positions.lineno - first for one in p) for p in pairs]


def compare(function, right, why, attribute="x"):
    found = windows(function, attribute)
    assert found == right, f"{why}; (read, write), in lines of the function: {right}, not {found}"


def test_a_plain_update_has_no_window():
    def function(s):
        s.x += 1

    compare(function, [], "between the read and the write of `s.x += 1` there is no switch point")


def test_a_call_between_read_and_write_makes_a_window():
    def function(s):
        s.x += int("1")

    compare(function, [(1, 1)], "`s.x += int('1')` reads, calls and writes")


def test_a_call_before_the_read_makes_none():
    def function(s):
        one = int("1")
        s.x += one

    compare(function, [], "the call is done before s.x is read")


def test_a_call_after_the_write_makes_none():
    def function(s):
        s.x += 1
        abs(s.x)

    compare(function, [], "nothing is written after the call")


def test_a_loop_between_read_and_write_makes_a_window():
    def function(s):
        value = s.x
        for one in (1, 2):
            value += one
        s.x = value

    compare(function, [(1, 4)], "there is a loop between the read and the write")


def test_an_if_between_read_and_write_makes_none():
    def function(s):
        value = s.x
        if value < 10:
            value += 1
        s.x = value

    compare(function, [], "jumps forward are no switch points")


def test_other_attributes_do_not_count():
    def function(s):
        s.x += int("1")
        s.y = s.x
        s.y += int("1")

    compare(function, [(3, 3)], "y is read and written in line 3, with a call between", "y")


def test_variables_of_the_same_name_do_not_count():
    def function(s, x):
        x += int("1")
        s.x = x

    compare(function, [], "the attribute x is never read, only a variable x")


def test_a_read_or_a_write_alone_has_no_window():
    def function(s):
        s.y = int(s.x)
        s.z = int("1")

    compare(function, [], "s.x is read but never written")
    compare(function, [], "s.z is written but never read", "z")


def test_each_read_is_paired_with_each_write_further_down():
    def function(s):
        s.x += int("1")
        s.x += 1
        s.y = s.x
        s.x = int("1")

    right = [(1, 1), (1, 2), (1, 4), (2, 4), (3, 4)]
    compare(function, right, "all pairs with a call between them count, and no others")


def test_the_object_does_not_matter():
    def function(s, t):
        value = s.x
        t.x = abs(value)

    compare(function, [(1, 2)], "s and t may be the same object")


# The table


def sum_of_two(update, at=None):
    """Update twice: the second time where the first has its switch point `at`, or else after it."""
    shared = Shared()
    before = updates.total(shared)
    waiting = [update]

    def other():
        if waiting and not shared.lock.locked():
            waiting.pop()(shared)

    def visit(number):
        if number == at:
            other()

    probe.visit(updates.__file__, lambda: update(shared), visit)
    other()
    return updates.total(shared) - before


@pytest.mark.parametrize("row", ROWS)
def test_this_interpreter_agrees_about(row):
    said = predictions.entry(kata, "CAN_LOSE", row, among=[True, False])
    update = getattr(updates, row)
    shared = Shared()
    places = probe.visit(updates.__file__, lambda: update(shared))
    right = sum_of_two(update)
    sums = [sum_of_two(update, at) for at in range(len(places))]
    lost = [
        f"{place}: both came to {n}, not to {right}"
        for place, n in zip(places, sums, strict=True)
        if n != right
    ]
    assert said or not lost, (
        f"you said that {row} cannot lose an update. "
        f"But another thread got in and made its update at {lost[0]}"
    )
    assert lost or not said, (
        f"you said that {row} can lose an update. But another thread could get in only at "
        f"{', '.join(map(str, places))}, and neither update was lost"
    )

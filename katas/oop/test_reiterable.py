from itertools import islice

import pytest

from dojo.kit.attempts import attempt_type
from katas.oop.reiterable import Countdown, Readings, average_and_max, first_then_rest, pairs

LINES = ["20.5\n", "19\n", "-3\n"]
VALUES = [20.5, 19.0, -3.0]
LONGEST = 20
ENDLESS = 1000


class Shelf:
    """An iterable that has nothing but `__iter__`."""

    def __init__(self, items):
        self._items = items

    def __iter__(self):
        return iter(self._items)


KINDS = {
    "a list": list,
    "a generator": lambda items: (item for item in items),
    "an object with nothing but __iter__": Shelf,
}
any_kind = pytest.mark.parametrize("kind", KINDS)


def is_error(got, kind):
    return isinstance(got, type) and issubclass(got, kind)


def items_of(iterable):
    """Return a list of what a loop gets, or the type of the exception that it raises."""
    if not hasattr(iterable, "__iter__"):
        return iterable
    return attempt_type(lambda: list(islice(iterable, LONGEST)))


def unpacked(iterable):
    first, *others = iterable
    return first, others


def sensor(wanted):
    """Yield 0, 1, 2 and so on for ever, but give up on whoever never stops."""
    yield from range(ENDLESS)
    pytest.fail(
        f"the data never ends and only {wanted} were asked for, but {ENDLESS} items were "
        "taken and then one more: whoever makes a list of it will never be done"
    )


def test_readings_are_the_numbers_in_the_lines():
    for lines, due in [(LINES, VALUES), ([], [])]:
        got = items_of(Readings(lines))
        assert got == due, f"Readings was made of {lines}; a loop over it got {got}"


@any_kind
def test_a_second_loop_over_readings_sees_all_again(kind):
    readings = Readings(KINDS[kind](LINES))
    items_of(readings)
    got = items_of(readings)
    assert got == VALUES, (
        f"Readings was made of {kind} with {LINES}; the first loop over it was done, and the "
        f"second was to get {VALUES} as well, it got {got}"
    )


def test_loops_over_readings_can_be_nested():
    readings = Readings(LINES)
    got = items_of((a, b) for a in readings for b in readings)
    due = [(a, b) for a in VALUES for b in VALUES]
    assert got == due, (
        "two loops over the same Readings, one within the other, were to see each value with each, "
        f"{len(due)} pairs; they saw {got}. A position that all loops share is used up by the inner"
    )


def test_two_iterators_of_readings_do_not_touch_each_other():
    readings = Readings(LINES)
    ahead, behind = iter(readings), iter(readings)
    got = [attempt_type(next, iterator) for iterator in (ahead, ahead, behind, ahead, behind)]
    due = [20.5, 19.0, 20.5, -3.0, 19.0]
    assert got == due, (
        "two iterators of one Readings were moved on in turns: ahead, ahead, behind, ahead, "
        f"behind; that was to give {due}, it gave {got}"
    )


def test_readings_can_be_searched_and_unpacked_time_and_again():
    readings = Readings(LINES)
    got = [attempt_type(lambda: 19.0 in readings) for _ in range(2)]
    assert got == [True, True], f"`19.0 in readings` was asked twice of {VALUES}, and gave {got}"
    got = [attempt_type(unpacked, readings) for _ in range(2)]
    due = 20.5, [19.0, -3.0]
    assert got == [due, due], (
        f"`first, *others = readings`, twice, of {VALUES}, was to give {due} each time, not {got}"
    )


def test_a_countdown_goes_from_its_start_to_1():
    for start, due in [(3, [3, 2, 1]), (1, [1]), (0, [])]:
        got = items_of(Countdown(start))
        assert got == due, f"Countdown({start}) was to give {due}, it gave {got}"


def test_a_countdown_is_its_own_iterator():
    countdown = Countdown(3)
    got = iter(countdown)
    assert got is countdown, f"iter(countdown) is to be the countdown itself, it gave {got!r}"


def test_a_loop_over_a_countdown_goes_on_where_next_left_it():
    countdown = Countdown(3)
    got = [attempt_type(next, countdown), items_of(countdown)]
    assert got == [3, [2, 1]], (
        "Countdown(3): `next` was to give 3 and a loop after it [2, 1], for nobody turns an "
        f"iterator back; they gave {got[0]} and {got[1]}"
    )


def test_a_countdown_that_is_over_stays_over():
    for start in (2, 0):
        countdown = Countdown(start)
        items_of(countdown)
        got = [attempt_type(next, countdown) for _ in range(3)]
        assert got == [StopIteration] * 3, (
            f"Countdown({start}) had been looped over to its end; after that each `next` was to "
            f"raise StopIteration, three of them gave {got}"
        )
        got = items_of(countdown)
        assert got == [], f"Countdown({start}) was over, but a second loop got {got}"


@any_kind
def test_average_and_max_read_any_data(kind):
    for data, due in [([1, 2, 6], (3.0, 6)), ([-4, -1, -1], (-2.0, -1)), ([7], (7.0, 7))]:
        got = attempt_type(average_and_max, KINDS[kind](data))
        assert got == due, f"average_and_max of {kind} with {data} is {due}, what came is {got}"


def test_without_data_there_is_no_average():
    for kind, make in KINDS.items():
        got = attempt_type(average_and_max, make([]))
        assert is_error(got, ValueError), (
            f"average_and_max of {kind} without items was to be a ValueError, not {got}"
        )


@any_kind
def test_pairs_are_each_item_and_the_next(kind):
    many = [1, 2, 3, 4, 5], [(1, 2), (2, 3), (3, 4), (4, 5)]
    for data, due in (many, ([1, 2], [(1, 2)]), ([1], []), ([], [])):
        got = items_of(attempt_type(pairs, KINDS[kind](data)))
        assert got == due, f"pairs of {kind} with {data} are {due}, what came is {got}"


def test_pairs_of_endless_data_come_one_by_one():
    got = list(islice(pairs(sensor("3 pairs")), 3))
    assert got == [(0, 1), (1, 2), (2, 3)], f"the first 3 pairs of 0, 1, 2 ... came as {got}"


def test_pairs_of_what_is_not_iterable_are_refused_in_the_call():
    got = attempt_type(pairs, 5)
    assert is_error(got, TypeError), (
        f"pairs(5) itself was to raise TypeError, it gave {got!r}. The body of a function that has "
        "a `yield` does not run before the first `next`, and so it complains too late"
    )


def first_and_rest_of(data):
    got = attempt_type(first_then_rest, data)
    if not (isinstance(got, tuple) and len(got) == 2):
        return got
    first, rest = got
    return first, items_of(rest)


@any_kind
def test_the_first_item_does_not_come_again_in_the_rest(kind):
    for data in (["a", "b", "c"], ["a"], [None, 0]):
        due = data[0], data[1:]
        got = first_and_rest_of(KINDS[kind](data))
        assert got == due, (
            f"first_then_rest of {kind} with {data} was to give {due[0]!r} and then {due[1]}; "
            f"what came is {got}"
        )


def test_the_rest_of_endless_data_comes_one_by_one():
    first, rest = first_then_rest(sensor("4 items"))
    got = [first, *islice(rest, 3)]
    assert got == [0, 1, 2, 3], f"the first 4 items of 0, 1, 2 ... came as {got}"


def test_without_data_there_is_no_first_item():
    for kind, make in KINDS.items():
        got = attempt_type(first_then_rest, make([]))
        assert is_error(got, ValueError), (
            f"first_then_rest of {kind} without items was to be a ValueError, not {got}; "
            "a StopIteration ends whatever loop is around the caller, without a word"
        )

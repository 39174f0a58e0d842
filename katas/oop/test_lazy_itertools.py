import gc
import itertools
import weakref

import pytest

from katas.oop.lazy_itertools import chain_from_iterable, groupby, islice, takewhile, tee

MANY = 500
LINGER = 100


class Source:
    """An iterator that counts how many items were taken from it."""

    def __init__(self, items):
        self.items = iter(items)
        self.taken = 0

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.items)
        self.taken += 1
        return item


class Parcel:
    """An item of which one can see that it is gone."""


class Parcels:
    """An iterator over parcels that knows how many of them still exist."""

    def __init__(self):
        self.made = []

    def __iter__(self):
        return self

    def __next__(self):
        if len(self.made) == MANY:
            raise StopIteration
        parcel = Parcel()
        self.made.append(weakref.ref(parcel))
        return parcel

    def kept(self):
        gc.collect()
        return sum(parcel() is not None for parcel in self.made)


def raised(action):
    """Return the exception that the action raises, and what it returns if it raises none."""
    try:
        return None, action()
    except NotImplementedError:
        raise
    except Exception as error:
        return error, None


def steps(iterator, source, count):
    """Return what each `next` gave, and how many items had been taken from the source by then."""
    return [(next(iterator, "end"), source.taken) for _ in range(count)]


def read(pairs):
    """Return each key with the items of its group."""
    return [(key, list(group)) for key, group in pairs]


def below_three(number):
    return number < 3


@pytest.mark.parametrize("texts", [["ab", "c"], ["", "a", "", "", "b", ""], []], ids=repr)
def test_a_chain_has_the_items_of_each_iterable_in_turn(texts):
    got = list(chain_from_iterable(texts))
    assert got == list("".join(texts)), f"chain_from_iterable({texts}) has the items {got}"


def test_a_chain_takes_the_next_iterable_when_the_last_is_at_its_end():
    source = Source([[1, 2], [], [3], [4]])
    got = steps(chain_from_iterable(source), source, 3)
    assert got == [(1, 1), (2, 1), (3, 3)], (
        "chain_from_iterable of [1, 2], [], [3], [4]: three times `next`, and how many of the "
        f"iterables had been taken by then: (1, 1), (2, 1), (3, 3) was due, not {got}"
    )


def test_a_chain_takes_single_items_from_its_iterables():
    source = Source("abc")
    got = steps(chain_from_iterable([source, "d"]), source, 5)
    assert got == [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("end", 3)], (
        "chain_from_iterable of an iterator over 'abc', and 'd': five times `next`, and how many "
        f"items of the iterator had been taken by then: {got}"
    )


@pytest.mark.parametrize(
    ("numbers", "due"),
    [([1, 2, 5, 1], [1, 2]), ([5, 1], []), ([1, 2], [1, 2]), ([], [])],
    ids=repr,
)
def test_takewhile_goes_up_to_the_first_item_that_fails(numbers, due):
    got = list(takewhile(below_three, numbers))
    assert got == due, f"takewhile, for numbers below 3, of {numbers} has {got}, not {due}"


def test_takewhile_takes_one_item_more_and_is_over():
    source = Source([1, 2, 5, 1, 2])
    got = steps(takewhile(below_three, source), source, 5)
    assert got == [(1, 1), (2, 2), ("end", 3), ("end", 3), ("end", 3)], (
        "takewhile, for numbers below 3, of 1, 2, 5, 1, 2: the 5 is taken, is lost and ends it for "
        f"good; five times `next`, and how many items had been taken by then: {got}"
    )


def test_takewhile_asks_about_each_item_once_and_accepts_any_answer():
    asked = []

    def noted(word):
        asked.append(word)
        return word

    got = list(takewhile(noted, ["a", "b", "", "c"]))
    assert got == ["a", "b"], f"takewhile, for words that are true, of 'a', 'b', '', 'c': {got}"
    assert asked == ["a", "b", ""], (
        "takewhile was to ask about 'a', 'b' and '', where it ends, once each; "
        f"it asked about {asked}"
    )


def test_islice_has_what_a_slice_of_a_list_has():
    cases = itertools.product(["", "a", "ab", "abc", "abcde"], range(4), [0, 1, 2, 4, None])
    for items, start, stop in cases:
        got = list(islice(items, start, stop))
        due = list(items)[start:stop]
        assert got == due, f"islice({items!r}, {start}, {stop}) has {got}, not {due}"


@pytest.mark.parametrize(
    ("start", "stop", "due"),
    [
        (0, 2, [("a", 1), ("b", 2), ("end", 2), ("end", 2)]),
        (2, 3, [("c", 3), ("end", 3), ("end", 3), ("end", 3)]),
        (3, None, [("d", 4), ("e", 5), ("end", 5), ("end", 5)]),
        (0, 0, [("end", 0), ("end", 0), ("end", 0), ("end", 0)]),
    ],
)
def test_islice_takes_no_item_beyond_its_stop(start, stop, due):
    source = Source("abcde")
    iterator = islice(source, start, stop)
    at_call = source.taken
    got = steps(iterator, source, 4)
    assert at_call == 0, (
        f"islice('abcde', {start}, {stop}) was called, and {at_call} items were taken at once: "
        "even what is to be dropped waits for the first `next`"
    )
    assert got == due, (
        f"islice('abcde', {start}, {stop}), four times `next`, and how many items had been taken "
        f"by then: {due} was due, not {got}"
    )


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (-1, None), (0, -1)])
def test_islice_refuses_a_negative_number_at_the_call(start, stop):
    error, got = raised(lambda: islice("abc", start, stop))
    assert isinstance(error, ValueError), (
        f"islice('abc', {start}, {stop}) must raise ValueError at the call, before any `next`; "
        f"it {f'raised {error!r}' if error else f'returned {got!r}'}"
    )


@pytest.mark.parametrize("n", [0, 1, 3])
def test_each_copy_has_all_items_of_one_source(n):
    source = Source("abc")
    copies = tee(source, n)
    assert isinstance(copies, tuple), f"tee(iterator, {n}) must return a tuple, not {copies!r}"
    got = ["".join(copy) for copy in copies]
    assert got == ["abc"] * n, (
        f"tee of an iterator over 'abc', {n} copies, each read to its end before the next: "
        f"they had {got}"
    )


def test_copies_are_read_in_any_order_and_take_each_item_once(histories):
    histories.agree(
        {"Source": Source, "tee": tee},
        {"Source": Source, "tee": itertools.tee},
        start="source = Source('abc')\nfirst, second = tee(source)",
        operations=["next(first)", "next(second)"],
        observe=["source.taken", "list(first)", "list(second)"],
        length=8,
        promise="an item is taken when the first copy asks for it, and kept for the other one",
    )


def test_tee_refuses_a_negative_number():
    error, got = raised(lambda: tee("abc", -1))
    assert isinstance(error, ValueError), (
        "tee('abc', -1) must raise ValueError at the call; "
        f"it {f'raised {error!r}' if error else f'returned {got!r}'}"
    )


def both_in_step(first, second):
    for _ in range(MANY):
        next(first, None)
        next(second, None)
    return first, second


def one_after_the_other(first, second):
    for copy in (first, second):
        for _ in range(MANY):
            next(copy, None)
    return first, second


@pytest.mark.parametrize("order", [both_in_step, one_after_the_other])
def test_what_both_copies_have_read_is_let_go(order):
    parcels = Parcels()
    copies = order(*tee(parcels))
    kept = parcels.kept()
    assert kept <= LINGER, (
        f"{len(parcels.made)} items were read by both of {len(copies)} copies, "
        f"{order.__name__.replace('_', ' ')}, so nobody needs them; {kept} of them are still kept"
    )


def test_a_copy_that_is_gone_holds_nothing_back():
    parcels = Parcels()
    first, second = tee(parcels)
    next(second, None)
    del second
    for _ in range(MANY):
        next(first, None)
    kept = parcels.kept()
    assert kept <= LINGER, (
        f"one copy read an item and was deleted, the other read all {len(parcels.made)}; "
        f"nobody can ask for them any more, but {kept} of them are still kept"
    )


@pytest.mark.parametrize(
    ("items", "due"),
    [
        ("AAB", [("A", ["A", "A"]), ("B", ["B"])]),
        ("ABBA", [("A", ["A"]), ("B", ["B", "B"]), ("A", ["A"])]),
        ("A", [("A", ["A"])]),
        ("", []),
    ],
)
def test_neighbours_that_are_equal_make_a_group(items, due):
    got = read(groupby(items))
    assert got == due, (
        f"groupby({items!r}) makes a group of each run of neighbours that are equal: "
        f"{due} was due, not {got}"
    )


def test_a_key_function_is_asked_about_each_item_once():
    asked = []

    def noted(word):
        asked.append(word)
        return word.lower()

    got = read(groupby(["A", "a", "b", "B", "a"], noted))
    assert got == [("a", ["A", "a"]), ("b", ["b", "B"]), ("a", ["a"])], (
        f"groupby of 'A', 'a', 'b', 'B', 'a' by their lower case came to {got}"
    )
    assert asked == ["A", "a", "b", "B", "a"], (
        "groupby of 'A', 'a', 'b', 'B', 'a' was to ask the key function about each item once, in "
        f"their order; it asked about {asked}"
    )


def test_the_next_pair_skips_what_was_not_read_of_the_group_before():
    got = [(key, next(group, "nothing")) for key, group in groupby([1, 1.0, 1, 2, 2, 1, 1])]
    assert got == [(1, 1), (2, 2), (1, 1)], (
        "of each group of 1, 1.0, 1, 2, 2, 1, 1 only the first item was read, and the next pair "
        f"was to skip the rest: groups of 1, 2 and 1 were due; keys and first items: {got}"
    )


def test_a_group_is_empty_once_the_next_pair_was_asked_for():
    groups = groupby("AAB")
    _, first = next(groups)
    next(groups)
    got = list(first)
    assert got == [], (
        "the first group of 'AAB' was not read before the next pair was asked for, and so was to "
        f"be empty from then on; it had {got}"
    )


def test_a_group_stays_empty_when_its_key_comes_back():
    groups = groupby("ABAA")
    first = next(groups)[1]
    for _ in range(2):
        key, group = next(groups)
    from_first, from_last = list(first), list(group)
    assert (from_first, from_last) == ([], ["A", "A"]), (
        f"the third group of 'ABAA' has the key {key!r}, as the first one had, which was not read; "
        f"the first was to be empty and the third to have both items: {from_first}, {from_last}"
    )


def test_the_last_group_is_empty_once_there_is_no_next_pair():
    got = read(list(groupby("ABB")))
    assert got == [("A", []), ("B", [])], (
        "list(groupby('ABB')) asks for the next pair until there is none, so all groups, the last "
        f"one too, were to be empty afterwards; they had {got}"
    )


def test_groups_are_read_in_any_order_and_take_no_item_too_early(histories):
    histories.agree(
        {"Source": Source, "groupby": groupby},
        {"Source": Source, "groupby": itertools.groupby},
        start="source = Source('AABA')\ngroups = groupby(source)\n"
        "key, first = next(groups)\ngroup = first",
        operations=["key, group = next(groups)", "next(group)", "next(first)"],
        observe=["key", "source.taken"],
        length=6,
        promise="a group ends at the next key or when the next pair is asked for, "
        "and items are taken one by one",
    )


CALLS = {
    "chain_from_iterable": lambda iterable: chain_from_iterable(iterable),
    "takewhile": lambda iterable: takewhile(lambda item: True, iterable),
    "islice": lambda iterable: islice(iterable, 0, None),
    "tee": lambda iterable: tee(iterable, 1)[0],
    "groupby": lambda iterable: groupby(iterable),
}


def through(name, source):
    """Yield all items of the source as they come out of the function."""
    if name == "groupby":
        return (item for _, group in CALLS[name](source) for item in group)
    return CALLS[name]([source] if name == "chain_from_iterable" else source)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_gives_an_iterator_and_takes_nothing(name):
    source = Source(["a", "b"])
    iterator = CALLS[name](source)
    assert source.taken == 0, (
        f"{name} was called, and {source.taken} items were taken at once, though nobody had asked"
    )
    error, itself = raised(lambda: iter(iterator))
    assert (error, itself) == (None, iterator), (
        f"{name} must give an iterator, whose `iter` is itself; iter({iterator!r}) "
        f"{f'raised {error!r}' if error else f'is {itself!r}'}"
    )


@pytest.mark.parametrize("name", CALLS)
def test_what_is_not_iterable_is_refused_at_the_call(name):
    error, got = raised(lambda: CALLS[name](5))
    assert isinstance(error, TypeError), (
        f"{name} of 5, which is not iterable, must raise TypeError at the call, before any `next`; "
        f"it {f'raised {error!r}' if error else f'returned {got!r}'}"
    )


@pytest.mark.parametrize("name", CALLS)
def test_none_and_zero_are_items_like_others(name):
    items = [None, None, 0, "", None]
    got = list(through(name, Source(items)))
    assert got == items, f"{name} of {items} was to let all of them through; what came was {got}"


@pytest.mark.parametrize("name", CALLS)
def test_an_error_of_the_source_reaches_whoever_asked(name):
    broken = ValueError("broken")

    def failing():
        yield "a"
        raise broken

    iterator = through(name, failing())
    item = next(iterator, "end")
    error, got = raised(lambda: next(iterator, "end"))
    assert item == "a", f"{name} of a source that fails after 'a' was to give 'a' first, not {item}"
    assert error is broken, (
        f"{name} of a source that raises {broken!r} after 'a' was to let it through, the second "
        f"`next` {f'raised {error!r}' if error else f'gave {got!r}'}"
    )

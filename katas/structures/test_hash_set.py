import functools
import itertools
import operator
import random

import pytest

from dojo.kit.keys import Ledger
from katas.structures.hash_set import HashSet

CALLS = {
    "in": operator.contains,
    "add": lambda elements, element: elements.add(element),
    "discard": lambda elements, element: elements.discard(element),
}
NEW = {"|": operator.or_, "&": operator.and_, "-": operator.sub}
IN_PLACE = {"|=": operator.ior, "-=": operator.isub}
COMPARE = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
}
MEANING = {
    "|": "what is in a or in b",
    "&": "what is both in a and in b",
    "-": "what is in a and not in b",
    "<=": "a subset: all of a is in b",
    "<": "a proper subset: all of a is in b, and b has more",
    ">=": "a superset: all of b is in a",
    ">": "a proper superset: all of b is in a, and a has more",
    "==": "the same elements in any order",
    "!=": "not the same elements",
}
OPERATORS = NEW | COMPARE | IN_PLACE
ORDERED = {symbol: OPERATORS[symbol] for symbol in OPERATORS if symbol not in ("==", "!=")}

#: Among 2, 4 or 8 slots all of them want the same one, and -1 and -2 have one hash.
UNIVERSE = (-1, -2, 6, 14)
SUBSETS = [subset for size in range(5) for subset in itertools.combinations(UNIVERSE, size)]
PAIRS = list(itertools.product(SUBSETS, repeat=2))

#: Hashes that look alike in a small table.
HASHES = [5, -5, 13, 21, 5 + 2**40, *range(100, 108)]

#: Numbers that are their own hash, spread as well as hashes can be.
SPREAD = random.Random(13).sample(range(2**60), 150)
SIZES = (8, 16, 32, 64, 128)


def tried(work, *args):
    """Return what the work returns, or what it raised."""
    try:
        return work(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return error


def listed(thing):
    """Return the elements of a set in ascending order; anything else is returned as it is."""
    return sorted(thing) if isinstance(thing, HashSet) else thing


def seen(elements):
    """Return what a reader can see of a set."""
    return len(elements), sorted(map(str, elements))


def test_an_added_element_is_in_the_set():
    elements = HashSet()
    elements.add("a")
    elements.add("b")
    got = [each in elements for each in "abx"]
    assert got == [True, True, False], f"'a' and 'b' were added; are a, b and x in the set? {got}"


def test_two_sets_share_nothing():
    HashSet().add("a")
    got = seen(HashSet())
    assert got == (0, []), f"'a' was added to another set, and a new one began with {got}"


def test_the_elements_come_from_any_iterable():
    got = seen(HashSet(letter for letter in "abca"))
    assert got == (3, ["a", "b", "c"]), f"HashSet(letter for letter in 'abca') holds {got}"


def test_equal_elements_are_one_element():
    elements = HashSet([1])
    elements.add(1.0)
    elements.add(True)
    got = len(elements), [each in elements for each in (1, 1.0, True)]
    assert got == (1, [True] * 3), (
        f"1, 1.0 and True are equal and were added in turn: one element is right, we see {got}"
    )


def test_different_elements_with_one_hash_stay_apart():
    elements = HashSet([-1])
    before = -2 in elements
    elements.add(-2)
    got = before, len(elements)
    assert got == (False, 2), (
        "hash(-1) == hash(-2), yet they are two elements; -1 was added, then -2: "
        f"(was -2 there before, len) is {got}"
    )


def test_a_falsy_element_is_an_element():
    for element in (None, 0, "", False, ()):
        elements = HashSet([element])
        got = element in elements, list(elements)
        assert got == (True, [element]), f"{element!r} was added; is it there, and the list: {got}"


def key_of_one_hash(ledger, value, story):
    """Return a key that fails the test when comparisons do not come to an end."""

    def patience(other):
        if ledger.comparisons > 10_000:
            pytest.fail(f"{story()}: the search goes round for ever, is no place free any more?")

    key = ledger.key(value, hash=1)
    key.on_eq = patience
    return key


def test_no_element_is_lost_by_growth():
    ledger = Ledger()
    collide = [
        key_of_one_hash(ledger, number, lambda: "up to 20 elements with one hash were added")
        for number in range(20)
    ]
    for keys in (collide, range(-50, 50)):
        elements = HashSet()
        for count, key in enumerate(keys, 1):
            elements.add(key)
            lost = [each for each in keys[:count] if each not in elements]
            assert not lost, f"{keys[0]} to {key} were added, `in` does not find {lost}"


def test_taking_one_element_away_leaves_those_it_collided_with():
    for gone in UNIVERSE:
        elements = HashSet(UNIVERSE)
        elements.discard(gone)
        got = [each for each in UNIVERSE if each in elements]
        want = [each for each in UNIVERSE if each != gone]
        assert got == want, (
            f"{UNIVERSE} were added in turn, and a small table has one slot for them all; "
            f"after discarding {gone}, `in` finds {got}"
        )


def test_every_search_ends_however_many_elements_have_gone():
    ledger = Ledger()

    def story():
        return f"one element stays, {number} others with its hash came and went one by one"

    number = 0
    stays = key_of_one_hash(ledger, "stays", story)
    elements = HashSet([stays])
    for number in range(1, 100):
        goes = key_of_one_hash(ledger, number, story)
        elements.add(goes)
        elements.discard(goes)
        got = len(elements), stays in elements, goes in elements
        assert got == (1, True, False), (
            f"{story()}; len, is the one there, is the last of the others? {got}"
        )


def test_discarding_a_missing_element_does_nothing():
    elements = HashSet("ab")
    got = tried(elements.discard, "x")
    assert (got, seen(elements)) == (None, (2, ["a", "b"])), (
        f"discard 'x' of a set of a and b: nothing to do, no error; got {got!r}, {seen(elements)}"
    )


def test_iteration_yields_every_element_once():
    elements = HashSet(range(20))
    for number in range(0, 20, 2):
        elements.discard(number)
    got = sorted(elements)
    assert got == list(range(1, 20, 2)), f"0 to 19 without the even ones; iteration gave {got}"


def test_a_call_hashes_its_element_once():
    ledger = Ledger()
    for call, work in CALLS.items():
        for value in "ax":
            elements = HashSet([ledger.key("a"), ledger.key("b")])
            ledger.reset()
            tried(work, elements, ledger.key(value))
            assert ledger.hashes == 1, (
                f"{call} {value!r}, with a and b in the set: __hash__ was called "
                f"{ledger.hashes} times, once is enough"
            )


def test_growth_hashes_nothing_again():
    ledger = Ledger()
    HashSet(ledger.key(number) for number in range(100))
    assert ledger.hashes == 100, (
        f"a set of 100 elements was made: 100 calls of __hash__ were due, not {ledger.hashes}"
    )


def test_an_element_is_compared_only_with_those_of_its_hash():
    ledger = Ledger()
    for call, work in CALLS.items():
        for number in HASHES:
            elements = HashSet(map(ledger.key, HASHES, HASHES))
            tried(work, elements, ledger.key(number, number))
        assert not ledger.needless, (
            f"{call} elements with the hashes {HASHES}: == was called on {ledger.needless[0]}, "
            "though their hashes tell them apart"
        )


def test_an_element_is_not_compared_with_itself():
    ledger = Ledger()
    key = ledger.key("a")
    for call, work in CALLS.items():
        work(HashSet([key]), key)
        assert ledger.comparisons == 0, (
            f"{call} the very object that is there: `is` will do, not =="
        )


def large_and_small(cost):
    """Return a function that makes sets of n and of 8 elements, none shared, whose work counts."""
    counted = cost.twin(HashSet)
    return functools.cache(lambda n: (counted(SPREAD[:n]), counted(SPREAD[-8:])))


def test_to_find_an_element_takes_constant_work(cost):
    def find(sets):
        for number in (*SPREAD[:16], *SPREAD[-16:]):
            _ = number in sets[0]

    prepare = large_and_small(cost)
    cost.at_most("O(1)", find, prepare=prepare, promise="`in` takes O(1) steps", sizes=SIZES)


def test_to_add_an_element_takes_constant_work_on_average(cost):
    counted = cost.twin(HashSet)

    def fill(n):
        elements = counted()
        for number in SPREAD[:n]:
            elements.add(number)

    cost.at_most("O(n)", fill, promise="to add n elements takes O(n) steps", sizes=SIZES)


def test_to_take_an_element_away_takes_constant_work_on_average(cost):
    def replace_all(sets):
        for number in list(sets[0]):
            sets[0].discard(number)
            sets[0].add(-number)

    prepare = large_and_small(cost)
    promise = "to replace n elements by n others, one by one, takes O(n) steps"
    cost.at_most("O(n)", replace_all, prepare=prepare, promise=promise, sizes=SIZES)


@pytest.mark.parametrize("symbols", [("==", "!="), ("<=", ">="), ("<", ">")], ids=" and ".join)
def test_a_comparison_asks_what_is_in_which_set(symbols):
    for symbol, (left, right) in itertools.product(symbols, PAIRS):
        got = tried(COMPARE[symbol], HashSet(left), HashSet(right))
        want = COMPARE[symbol](set(left), set(right))
        assert got is want, (
            f"a {symbol} b means {MEANING[symbol]}; "
            f"a = {list(left)}, b = {list(right)}: {want} was right, not {got!r}"
        )


@pytest.mark.parametrize("symbol", NEW)
def test_an_operator_makes_a_new_set(symbol):
    for left, right in PAIRS:
        a, b = HashSet(left), HashSet(right)
        made = tried(NEW[symbol], a, b)
        want = NEW[symbol](set(left), set(right))
        story = f"a = {list(left)}, b = {list(right)}: a {symbol} b"
        assert isinstance(made, HashSet), f"{story} must be a HashSet, not {made!r}"
        got = listed(made)
        assert (got, len(made)) == (sorted(want), len(want)), (
            f"{story} is {MEANING[symbol]}: {sorted(want)} was right, not {got} of len {len(made)}"
        )
        made.add("new")
        after = seen(a), seen(b)
        assert after == (seen(set(left)), seen(set(right))), (
            f"{story} makes a new set; but after adding to it, a and b were {after}"
        )


def test_a_union_takes_any_iterable():
    for left, right in PAIRS:
        for kind in (HashSet, list, iter):
            elements = HashSet(left)
            made = tried(elements.union, kind(right))
            story = f"HashSet({list(left)}).union({kind.__name__}({list(right)}))"
            assert listed(made) == sorted({*left, *right}), f"{story} gave {listed(made)}"
            made.add("new")
            assert "new" not in elements, f"{story} must be a new set, not the left one"


MAKERS = {
    "HashSet(a)": lambda a, b: HashSet(a),
    "a.union(b)": lambda a, b: a.union(b),
    **{f"a {symbol} b": operate for symbol, operate in NEW.items()},
}


def change(elements):
    elements.discard("b")
    elements.add("new")


def test_a_new_set_shares_nothing_with_those_it_was_made_of():
    for name, make in MAKERS.items():
        for left, right in itertools.product(["ab", "bc", ""], repeat=2):
            a = HashSet(left)
            b = a if left == right else HashSet(right)
            second = "the same set" if b is a else f"HashSet({right!r})"
            story = f"a = HashSet({left!r}), b = {second}: {name} is a new set"
            made, other = make(a, b), make(a, b)
            before = seen(other)
            change(made)
            after = seen(a), seen(b)
            assert after == (seen(left), seen(right)), (
                f"{story}; but discarding 'b' from it and adding 'new' left {after} of a and b"
            )
            change(a)
            change(b)
            after = seen(other)
            assert after == before, (
                f"{story}; but discarding 'b' from a and b and adding 'new' left {after} of it"
            )


@pytest.mark.parametrize("symbol", IN_PLACE)
def test_an_in_place_operator_changes_the_left_set(symbol):
    for left, right in PAIRS:
        a, b = HashSet(left), HashSet(right)
        got = tried(IN_PLACE[symbol], a, b)
        want = IN_PLACE[symbol](set(left), set(right))
        story = f"a = {list(left)}, b = {list(right)}: a {symbol} b"
        assert got is a, (
            f"{story} must change the very set that a is, not make another; it gave {listed(got)!r}"
        )
        assert seen(a) == seen(want), f"{story} must make {sorted(want)} of a, a became {seen(a)}"
        a.add("new")
        after = seen(b)
        assert after == seen(set(right)), f"{story}, then a.add('new'): b must stay, it is {after}"


def test_an_in_place_operator_takes_one_set_on_both_sides():
    for symbol, operate in IN_PLACE.items():
        elements = HashSet("abcd")
        got = tried(operate, elements, elements)
        want = [] if symbol == "-=" else list("abcd")
        story = f"s {symbol} s, where s is a, b, c, d"
        assert got is elements, f"{story}, must work and give s itself, it gave {got!r}"
        assert seen(elements) == (len(want), want), (
            f"{story}: {want} was right, not {seen(elements)}"
        )


def test_every_short_history_agrees_with_a_set(histories):
    """All short sequences of calls on elements that want the same slot, -1 and -2 by hash."""
    histories.agree(
        {"HashSet": HashSet},
        {"HashSet": set},
        start="s, t = HashSet(), HashSet([-2, 6])",
        operations=[
            "s.add(-1)",
            "s.add(-2)",
            "s.discard(-1)",
            "s.discard(-2)",
            "s |= t",
            "s -= s",
        ],
        observe=["len(s)", "sorted(s)", "sorted(t)", "[each in s for each in (-1, -2, 6)]"],
        length=4,
        promise="a HashSet holds what a set would hold",
    )


def test_an_operator_refuses_what_is_no_hash_set():
    for symbol, operate in ORDERED.items():
        for other in ([1], (1,), {1}, frozenset([1]), range(1), None):
            got = listed(tried(operate, HashSet([1]), other))
            assert isinstance(got, TypeError), f"s {symbol} {other}: TypeError was due, not {got!r}"
            got = listed(tried(operate, other, HashSet([1])))
            assert isinstance(got, TypeError), f"{other} {symbol} s: TypeError was due, not {got!r}"


def test_a_hash_set_is_equal_to_nothing_else():
    for other in ([1], {1}, frozenset([1]), None):
        got = [tried(operate, HashSet([1]), other) for operate in (operator.eq, operator.ne)]
        assert got == [False, True], f"HashSet([1]) == {other}, and then !=, gave {got}"


class Friend:
    """Knows what to do with a HashSet."""

    def answer(self, other):
        return "the friend's answer"

    __ge__ = __gt__ = __ror__ = __rand__ = __rsub__ = answer


def test_an_operator_leaves_the_other_operand_its_chance():
    for symbol in ("<=", "<", *NEW, *IN_PLACE):
        got = tried(OPERATORS[symbol], HashSet("a"), Friend())
        assert got == "the friend's answer", (
            f"s {symbol} x, where x knows an answer to that: NotImplemented, returned by s, "
            f"lets x speak; but we got {got!r}"
        )


MEETINGS = {
    **OPERATORS,
    "union": lambda a, b: a.union(b),
    "HashSet()": lambda a, b: HashSet(a),
}


def meetings(left, right):
    """Yield the name of each way in which two sets can meet, and the ledger when it was done.

    The elements hash to HASHES, in this order.
    """
    for name, work in MEETINGS.items():
        ledger = Ledger()
        a, b = (HashSet(map(ledger.key, values, HASHES)) for values in (left, right))
        ledger.reset()
        tried(work, a, b)
        yield name, ledger


def test_sets_meet_without_a_call_of_hash():
    for left, right in itertools.product(["abc", "abcdefghijklm"], repeat=2):
        for name, ledger in meetings(left, right):
            assert ledger.hashes == 0, (
                f"{name} with sets of {len(left)} and {len(right)} elements: all their hashes "
                f"were known, yet __hash__ was called {ledger.hashes} times"
            )


def test_sets_meet_without_needless_comparisons():
    for name, ledger in meetings("abcde", "axcyz"):
        assert not ledger.needless, (
            f"{name} with elements that hash to {HASHES[:5]}: == was called on "
            f"{ledger.needless[0]}, though their hashes tell them apart"
        )


def test_what_two_sets_share_is_not_compared_with_itself():
    ledger = Ledger()
    keys = [ledger.key(number) for number in range(5)]
    for name, work in MEETINGS.items():
        work(HashSet(keys), HashSet(keys))
        assert ledger.comparisons == 0, (
            f"{name} with two sets of the same 5 objects: `is` will do, but == was called"
        )


def test_a_comparison_looks_at_the_lengths_first():
    for symbol, left, right in [("<=", 3, 2), ("<", 3, 2), ("<", 2, 2), ("==", 2, 3), ("==", 3, 2)]:
        ledger = Ledger()
        a, b = (HashSet(ledger.key(each, each) for each in range(size)) for size in (left, right))
        got = tried(OPERATORS[symbol], a, b)
        assert (got, ledger.comparisons) == (False, 0), (
            f"a {symbol} b with {left} and {right} elements: the lengths say False, "
            f"we got {got!r} after {ledger.comparisons} calls of =="
        )


def test_a_comparison_stops_at_the_first_element_that_is_missing():
    for symbol in ("<=", "<", "=="):
        ledger = Ledger()
        a = HashSet(ledger.key(f"a{each}", each) for each in range(10))
        b = HashSet(ledger.key(f"b{each}", each) for each in range(10 + (symbol == "<")))
        got = tried(OPERATORS[symbol], a, b)
        assert (got, ledger.comparisons) == (False, 1), (
            f"a {symbol} b, where no element of a is in b, but its hash is: one call of == "
            f"shows that it is False, we got {got!r} after {ledger.comparisons}"
        )


THRIFTY = {
    "large & small walks the smaller set": lambda large, small: large & small,
    "small & large walks the smaller set": lambda large, small: small & large,
    "small - large walks small": lambda large, small: small - large,
    "small <= large walks small": lambda large, small: small <= large,
}


def test_a_large_set_is_not_walked_for_a_small_one(cost):
    prepare = large_and_small(cost)
    for promise, work in THRIFTY.items():

        def meet(sets, work=work):
            work(*sets)

        cost.at_most("O(1)", meet, prepare=prepare, promise=promise, sizes=SIZES)


@pytest.mark.parametrize("symbol", ["|=", "-="])
def test_an_in_place_operator_walks_the_right_set(cost, symbol):
    counted = cost.twin(HashSet)
    singles = [counted([number]) for number in SPREAD[: max(SIZES)]]

    def prepare(n):
        return n, counted(SPREAD[:n] if symbol == "-=" else ())

    def work(prepared):
        n, left = prepared
        for single in singles[:n]:
            left = IN_PLACE[symbol](left, single)

    promise = f"a {symbol} b walks b, so it takes O(n) steps for n sets b of one element"
    cost.at_most("O(n)", work, prepare=prepare, promise=promise, sizes=SIZES)

from collections.abc import Set
from functools import cache
from itertools import chain, combinations, pairwise
from random import Random

import pytest

from katas.postgres.functional_dependencies import candidate_keys, closure, normal_form

SIZES = 16, 32, 64, 128


def names(text):
    return frozenset(text.split())


def fds(text):
    """Read dependencies as one would write them: `"a b -> c; -> d"`."""
    sides = (part.split("->") for part in text.split(";") if part.strip())
    return [(names(left), names(right)) for left, right in sides]


def shown(thing):
    """Show a set of names, or of keys, in the same way at every run."""
    if not isinstance(thing, Set):
        return repr(thing)
    return "{" + ", ".join(sorted(map(str, map(_shown_item, thing)))) + "}"


def _shown_item(item):
    return shown(item) if isinstance(item, Set) else item


def written(dependencies):
    sides = [(" ".join(sorted(left)), " ".join(sorted(right))) for left, right in dependencies]
    return "; ".join(f"{left} -> {right}".strip() for left, right in sides) or "no dependency"


def expect_closure(of, dependencies, expected, why):
    got = closure(names(of), fds(dependencies))
    assert got == names(expected), (
        f"{why}\nwith {dependencies or 'no dependency'}, the closure of {shown(names(of))} is "
        f"{shown(names(expected))}, not {shown(got)}"
    )


def test_a_set_determines_itself():
    expect_closure("a b", "", "a b", "attributes determine themselves")


def test_a_known_left_side_makes_the_right_side_known():
    expect_closure("a", "a -> b c; d -> e", "a b c", "a is known, so b and c are; d is not")


def test_the_whole_left_side_must_be_known():
    expect_closure("a", "a b -> c", "a", "a alone does not determine c: b is missing")


@pytest.mark.parametrize("order", ["a -> b; b -> c; c -> d", "c -> d; b -> c; a -> b"])
def test_what_became_known_makes_more_known(order):
    expect_closure("a", order, "a b c d", "a gives b, b gives c, c gives d, in any written order")


def test_a_left_side_that_becomes_known_in_parts_counts():
    expect_closure("a", "b c -> d; a -> b; a -> c", "a b c d", "b and c become known one by one")


def test_an_attribute_that_is_derived_twice_counts_once():
    expect_closure(
        "a b",
        "a -> c; b -> c; c d -> e",
        "a b c",
        "c is derived twice and is still one name of two: d is missing",
    )


def test_an_empty_left_side_is_always_known():
    expect_closure("b", "a c -> d; -> a c", "a b c d", "an empty left side misses nothing")
    expect_closure("", "-> a; a -> b", "a b", "what is the same in all rows, nothing determines")


def test_no_argument_is_changed():
    start, dependencies = {"a"}, [({"a"}, {"b"}), (set(), {"c"}), ({"b", "c"}, {"d"})]
    closure(start, dependencies)
    got = shown(start), written(dependencies)
    expected = "{a}", "a -> b; -> c; b c -> d"
    assert got == expected, f"closure changed its arguments from {expected} to {got}"


def subsets(relation):
    """Yield all subsets, smallest first."""
    ordered = sorted(relation)
    sizes = range(len(ordered) + 1)
    for some in chain.from_iterable(combinations(ordered, size) for size in sizes):
        yield frozenset(some)


class Oracle:
    """The definitions word by word, over all subsets of a small relation."""

    def __init__(self, relation, dependencies):
        all_sets = list(subsets(relation))
        closed = [s for s in all_sets if all(b <= s or not a <= s for a, b in dependencies)]
        self.closures = {s: next(c for c in closed if s <= c) for s in all_sets}
        superkeys = {s for s in all_sets if self.closures[s] == relation}
        self.keys = {s for s in superkeys if not any(other < s for other in superkeys)}
        self.prime = frozenset().union(*self.keys)
        self.form, self.why = self._form(superkeys)

    def _form(self, superkeys):
        gains = [(s, self.closures[s] - s) for s in self.closures if s not in superkeys]
        gains = [(s, gain) for s, gain in gains if gain]
        for s, gain in gains:
            if gain - self.prime and any(s < key for key in self.keys):
                return "1NF", f"part of a key, {shown(s)}, determines {shown(gain - self.prime)}"
        for s, gain in gains:
            if gain - self.prime:
                return "2NF", f"{shown(s)}, no superkey, determines {shown(gain - self.prime)}"
        for s, gain in gains:
            return "3NF", f"{shown(s)}, no superkey, determines only primes, {shown(gain)}"
        return "BCNF", "whatever determines another attribute is a superkey"


def _all_of_three():
    """Yield every set of at most three dependencies over three attributes, fewest first."""
    relation = names("a b c")
    single = [(s, names(n)) for s in subsets(relation) for n in sorted(relation - s)]
    for count in range(4):
        for some in combinations(single, count):
            yield relation, list(some)


def _some_of(count, size):
    """Yield relations of six attributes with dependencies of all shapes, overlapping sides too."""
    relation, random = names("a b c d e f"), Random(size)
    sides = list(subsets(relation))
    lefts, rights = sides[7:42], sides[1:22]
    for _ in range(count):
        picks = [(random.getrandbits(16), random.getrandbits(16)) for _ in range(size)]
        yield relation, [(lefts[a % len(lefts)], rights[b % len(rights)]) for a, b in picks]


@cache
def small():
    """Return relations, their dependencies, and what the oracle says of them."""
    cases = chain(_all_of_three(), _some_of(20, 3), _some_of(20, 5), _some_of(10, 7))
    return [(relation, some, Oracle(relation, some)) for relation, some in cases]


def test_closure_agrees_with_every_subset():
    for _, dependencies, oracle in small():
        for some, expected in oracle.closures.items():
            got = closure(some, dependencies)
            assert got == expected, (
                f"with {written(dependencies)}, the closure of {shown(some)} is "
                f"{shown(expected)}, not {shown(got)}"
            )


def test_a_long_chain_is_followed_in_linear_time_from_its_far_end(cost):
    def chained(n):
        return [(frozenset({f"a{i}"}), frozenset({f"a{i + 1}"})) for i in reversed(range(n))]

    counted = cost.twin(closure)
    cost.at_most(
        "O(n)",
        lambda dependencies: counted(frozenset({"a0"}), dependencies),
        prepare=chained,
        sizes=SIZES,
        promise="closure is linear, also where a9 -> a10 is written before a8 -> a9",
    )


def test_a_long_left_side_is_not_looked_at_again_for_each_of_its_names(cost):
    def fan(n):
        spokes = [f"a{i}" for i in range(n)]
        links = [(frozenset({a}), frozenset({b})) for a, b in pairwise(spokes)]
        return [(frozenset(spokes), frozenset({"z"})), *links]

    counted = cost.twin(closure)
    cost.at_most(
        "O(n)",
        lambda dependencies: counted(frozenset({"a0"}), dependencies),
        prepare=fan,
        sizes=SIZES,
        promise="closure is linear, also with one left side of n names known one by one",
    )


def expect_keys(relation, dependencies, expected, why):
    got = candidate_keys(names(relation), fds(dependencies))
    keys = {names(key) for key in expected}
    assert got == keys, (
        f"{why}\nwith {dependencies or 'no dependency'}, the keys of {shown(names(relation))} are "
        f"{shown(keys)}, not {shown(got)}"
    )


def test_without_dependencies_the_whole_relation_is_the_key():
    expect_keys("a b", "", ["a b"], "nothing determines anything else")


def test_a_key_determines_everything_and_has_nothing_to_spare():
    expect_keys("a b c", "a -> b; b -> c", ["a"], "a determines all, so larger sets are no keys")


def test_an_attribute_that_nothing_mentions_is_in_every_key():
    expect_keys("a b c", "a -> b", ["a c"], "no dependency leads to c, so every key needs it")


def test_a_relation_may_have_several_keys():
    expect_keys("a b c", "a -> b; b -> a c", ["a", "b"], "every candidate key is wanted")


def test_keys_may_differ_in_size():
    expect_keys(
        "a b c d",
        "a -> b c d; b c -> a",
        ["a", "b c"],
        "a larger key with no smaller one in it counts",
    )


def test_a_key_may_be_empty():
    expect_keys("a b", "-> a; a -> b", [""], "all rows are the same: the empty set is the key")


def test_candidate_keys_agree_with_every_subset():
    for relation, dependencies, oracle in small():
        got = candidate_keys(relation, dependencies)
        assert got == oracle.keys, (
            f"with {written(dependencies)}, the keys of {shown(relation)} are "
            f"{shown(oracle.keys)}, not {shown(got)}"
        )


@pytest.mark.parametrize(
    ("relation", "dependencies", "form", "why"),
    [
        ("user skill", "", "BCNF", "nothing is determined, so nothing is violated"),
        ("id email name", "id -> email name; email -> id", "BCNF", "id and email are both keys"),
        ("id name age", "id -> name; id name -> age", "BCNF", "{id, name} need not be minimal"),
        ("user skill", "user -> user", "BCNF", "user -> user is trivial"),
        ("id user city", "id -> user; user -> city", "2NF", "user is no superkey, city not prime"),
        ("order item qty cost", "order item -> qty; item -> cost", "1NF", "item is half the key"),
        ("order item cur", "-> cur", "1NF", "cur needs no part of the key: the empty set is one"),
        ("street city zip", "street city -> zip; zip -> city", "3NF", "city is prime"),
        (
            "room slot talk chair",
            "room slot -> talk chair; talk -> room chair",
            "1NF",
            "chair hangs on talk, part of the other key, {slot, talk}",
        ),
        (
            "id mail task name",
            "id -> mail; mail -> id; id mail -> name",
            "1NF",
            "id -> name follows, and id is part of the key {id, task}",
        ),
        (
            "id mail task state label",
            "id -> mail; mail -> id; id task -> state; state mail -> id label",
            "2NF",
            "{mail, state} is no superkey; id is prime, but label is not",
        ),
    ],
)
def test_the_normal_form_is_the_highest_that_holds(relation, dependencies, form, why):
    got = normal_form(names(relation), fds(dependencies))
    assert got == form, (
        f"{why}\n{shown(names(relation))} with {dependencies or 'no dependency'} is in {form}, "
        f"not {got!r}"
    )


def test_normal_form_agrees_with_every_subset():
    for relation, dependencies, oracle in small():
        got = normal_form(relation, dependencies)
        assert got == oracle.form, (
            f"with {written(dependencies)}, {shown(relation)} is in {oracle.form}, not {got!r}: "
            f"{oracle.why}"
        )


def test_sets_that_can_change_will_do():
    relation, dependencies = {"a", "b", "c"}, [({"a"}, {"b"}), ({"b"}, {"c", "b"})]
    got = shown(candidate_keys(relation, dependencies)), normal_form(relation, dependencies)
    assert got == ("{{a}}", "2NF"), f"a -> b; b -> c b with plain sets gave {got}"
    left = shown(relation), written(dependencies)
    assert left == ("{a, b, c}", "a -> b; b -> b c"), f"the arguments were changed to {left}"

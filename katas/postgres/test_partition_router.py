from itertools import combinations
from typing import NamedTuple

import psycopg
import pytest

from katas.postgres.partition_router import (
    MAXVALUE,
    MINVALUE,
    ListPartitioned,
    NoPartition,
    RangePartitioned,
)

NOWHERE = "NoPartition"
SIGNS = "=", "<>", "<", "<=", ">", ">="


class Layout(NamedTuple):
    kind: type
    parts: dict
    default: str | None = None

    def build(self):
        default = () if self.default is None else (self.default,)
        return self.kind(self.parts, *default)

    def bounds(self):
        """Return the bounds of each partition as PostgreSQL writes them."""
        write = _range if self.kind is RangePartitioned else _list
        bounds = {name: f"for values {write(bound)}" for name, bound in self.parts.items()}
        return bounds | ({self.default: "default"} if self.default else {})

    def ddl(self, table):
        """Return the statements that make the table, its partitions named `table_name`."""
        method = "range" if self.kind is RangePartitioned else "list"
        yield f"create table {table} (k int) partition by {method} (k)"
        for name, bounds in self.bounds().items():
            yield f"create table {table}_{name} partition of {table} {bounds}"

    def __str__(self):
        return "\n".join(f"  {name} {bounds}" for name, bounds in self.bounds().items())


def _range(bound):
    low, high = ({MINVALUE: "minvalue", MAXVALUE: "maxvalue"}.get(one, one) for one in bound)
    return f"from ({low}) to ({high})"


def _list(values):
    ordered = sorted(values, key=lambda value: (value is None, value))
    return f"in ({', '.join('null' if value is None else str(value) for value in ordered)})"


def sql(predicate):
    match predicate:
        case ("is null",):
            return "k is null"
        case ("not", inner):
            return f"not ({sql(inner)})"
        case ("and" | "or" as word, left, right):
            return f"({sql(left)}) {word} ({sql(right)})"
        case (sign, constant):
            return f"k {sign} {'null' if constant is None else constant}"


def answer(question, *args):
    """Return the answer; an error is a wrong answer, but a stub's error passes through."""
    try:
        return question(*args)
    except NotImplementedError:
        raise
    except NoPartition:
        return NOWHERE
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def built(layout):
    table = answer(layout.build)
    assert isinstance(table, layout.kind), f"these bounds are right, but raised {table}\n{layout}"
    return table


def expect_route(layout, key, wanted, why):
    expect_routes(built(layout), layout, key, wanted, why)


def expect_routes(table, layout, key, wanted, why):
    got = answer(table.route, key)
    assert got == wanted, f"{why}\nroute({key}) is {wanted}, not {got}, with\n{layout}"


def expect_pruned(layout, predicate, wanted, why):
    expect_prunes(built(layout), layout, predicate, set(wanted.split()), why)


def expect_prunes(table, layout, predicate, wanted, why):
    got = answer(table.prune, predicate)
    assert got == wanted, (
        f"{why}\nwhere {sql(predicate)}: prune must give {shown(wanted)}, not {shown(got)}, with\n"
        f"{layout}\nprune({predicate})"
    )


def shown(names):
    """Show a set of names in the same way at every run."""
    if not isinstance(names, set | frozenset):
        return repr(names)
    return f"{{{', '.join(sorted(map(str, names)))}}}"


DECADES = Layout(
    RangePartitioned, {"mid": (10, 20), "low": (MINVALUE, 10), "high": (20, 30)}, "rest"
)
GAPS = Layout(RangePartitioned, {"b": (20, 30), "a": (0, 10)})
PARITY = Layout(ListPartitioned, {"even": {0, 2, 4}, "odd": {1, 3, None}}, "rest")
PRIMES = Layout(ListPartitioned, {"small": {2, 3}, "large": {13}}, "rest")


def test_a_key_goes_to_the_range_that_contains_it():
    why = "the order in which ranges are written plays no part"
    expect_route(GAPS, 5, "a", why)
    expect_route(GAPS, 25, "b", why)


def test_a_range_contains_its_low_bound():
    expect_route(GAPS, 20, "b", "a range contains low")
    expect_route(GAPS, 0, "a", "a range contains low, and 0 is a number like any other")


def test_a_range_does_not_contain_its_high_bound():
    expect_route(DECADES, 20, "high", "mid ends before 20, where high begins")
    expect_route(DECADES, 30, "rest", "high ends before 30")
    expect_route(GAPS, 10, NOWHERE, "a ends before 10")


def test_minvalue_and_maxvalue_leave_an_end_open():
    whole = Layout(RangePartitioned, {"minus": (MINVALUE, 0), "plus": (0, MAXVALUE)})
    expect_route(whole, -(10**9), "minus", "MINVALUE is below all numbers")
    expect_route(whole, 10**9, "plus", "MAXVALUE is above all numbers")


def test_a_key_goes_to_the_list_that_contains_it():
    for key, wanted in ((4, "even"), (3, "odd"), (0, "even")):
        expect_route(PARITY, key, wanted, "a list contains its values")
    expect_route(PARITY, None, "odd", "a list contains null if it names it")


def test_what_is_in_no_range_or_list_goes_to_the_default_partition():
    between = Layout(RangePartitioned, GAPS.parts, "rest")
    for key in (-1, 15, 30):
        expect_route(between, key, "rest", "no range contains this key")
    for key in (5, -2):
        expect_route(PARITY, key, "rest", "no list contains this key")


def test_null_is_in_no_range():
    whole = Layout(RangePartitioned, {"all": (MINVALUE, MAXVALUE)}, "rest")
    expect_route(whole, None, "rest", "even from MINVALUE to MAXVALUE, a range has no null")
    expect_route(PRIMES, None, "rest", "no list here names null")


def test_without_a_default_partition_there_may_be_none_for_a_key():
    for key in (-1, 15, 30, None):
        expect_route(GAPS, key, NOWHERE, "no range contains this key, and there is no default")
    lists = Layout(ListPartitioned, PRIMES.parts)
    for key in (1, None):
        expect_route(lists, key, NOWHERE, "no list contains this key, and there is no default")


EMPTY = {
    "low must be below high": {"a": (5, 5)},
    "low must not be above high": {"a": (5, 1)},
    "low must be below high in b, too": {"a": (0, 3), "b": (5, 5)},
    "nothing is below MINVALUE": {"a": (MINVALUE, MINVALUE)},
}
OVERLAPPING = {
    "a and b both contain 4": {"a": (0, 5), "b": (4, 9)},
    "a and b both contain 3": {"a": (3, 5), "b": (0, 4)},
    "b lies inside a": {"a": (0, 9), "b": (3, 5)},
    "a lies inside b": {"a": (3, 5), "b": (0, 9)},
    "a and b are the same": {"a": (3, 5), "b": (3, 5)},
    "a and c overlap, though both are clear of b": {"a": (5, 9), "b": (0, 3), "c": (8, 12)},
    "a and b both begin at MINVALUE": {"a": (MINVALUE, 5), "b": (MINVALUE, 2)},
}
SHARED = {
    "7 is in a and in b": {"a": {1, 7}, "b": {7}},
    "null is in a and in b": {"a": {1, None}, "b": {None, 2}},
}
RIGHT = [
    {"a": (0, 5), "b": (5, 9)},
    {"a": (5, 9), "b": (0, 5)},
    {"a": (7, MAXVALUE), "b": (MINVALUE, 7)},
    {"a": {1, 7}, "b": {None}},
]


def layout_of(parts):
    is_range = all(isinstance(bound, tuple) for bound in parts.values())
    return Layout(RangePartitioned if is_range else ListPartitioned, parts)


def is_refused(layout):
    """Tell whether the layout raises ValueError; another error is a failure in words."""
    try:
        layout.build()
    except ValueError:
        return True
    except NotImplementedError:
        raise
    except Exception as error:
        pytest.fail(f"ValueError is wanted, not {type(error).__name__}: {error}, for\n{layout}")
    return False


def expect_refusal(cases):
    for why, parts in cases.items():
        layout = layout_of(parts)
        assert is_refused(layout), f"{why}: this must raise ValueError\n{layout}"


def test_an_empty_range_is_refused():
    expect_refusal(EMPTY)


def test_ranges_that_overlap_are_refused():
    expect_refusal(OVERLAPPING)


def test_lists_that_share_a_value_are_refused():
    expect_refusal(SHARED)


def make(pg, table, layout):
    for statement in layout.ddl(table):
        pg.run(statement)


def test_postgresql_refuses_the_same_bounds(pg):
    all_parts = [*EMPTY.values(), *OVERLAPPING.values(), *SHARED.values(), *RIGHT]
    for number, parts in enumerate(all_parts):
        layout, wanted = layout_of(parts), False
        try:
            make(pg, f"t{number}", layout)
        except psycopg.errors.InvalidObjectDefinition:
            wanted = True
        got = is_refused(layout)
        assert got == wanted, (
            f"PostgreSQL {'refuses' if wanted else 'takes'} these bounds, "
            f"you {'refuse' if got else 'take'} them\n{layout}"
        )


def test_a_comparison_leaves_out_ranges_where_it_is_never_true():
    why = "a range is read if the comparison is true for one of its keys"
    expect_pruned(DECADES, ("=", 15), "mid", why)
    expect_pruned(DECADES, ("=", 20), "high", why)
    expect_pruned(DECADES, ("<", 10), "low", why)
    expect_pruned(DECADES, ("<=", 10), "low mid", why)
    expect_pruned(DECADES, (">", 10), "mid high rest", why)
    expect_pruned(DECADES, (">=", 20), "high rest", why)
    expect_pruned(DECADES, ("<>", 15), "low mid high rest", why)


def test_between_neighbours_there_is_no_whole_number():
    expect_pruned(DECADES, (">", 19), "high rest", "mid ends before 20, so nothing there is > 19")
    expect_pruned(DECADES, ("<", 21), "low mid high", "20 is < 21, and it is in high")
    single = Layout(RangePartitioned, {"five": (5, 6), "more": (6, 9)}, "rest")
    expect_pruned(single, ("<>", 5), "more rest", "five contains nothing but 5")


def test_both_sides_of_and_must_be_true_for_one_key():
    both = ("and", ("=", 12), ("=", 17))
    expect_pruned(DECADES, both, "", "12 and 17 are both in mid, but no key is both")
    ends = ("and", (">", 12), ("<", 13))
    expect_pruned(DECADES, ends, "", "no whole number lies between 12 and 13")
    outside = ("and", ("<>", 0), ("and", ("<>", 2), ("<>", 4)))
    expect_pruned(PARITY, outside, "odd rest", "no value of even is left")


def test_not_asks_about_keys_and_not_about_partitions():
    expect_pruned(DECADES, ("not", ("=", 15)), "low mid high rest", "mid also contains 14")
    middle = ("and", (">", 5), ("<", 25))
    expect_pruned(DECADES, ("not", middle), "low high rest", "low contains 5, high contains 25")


def test_the_default_partition_is_read_only_for_keys_that_no_other_takes():
    gaps = Layout(RangePartitioned, GAPS.parts, "rest")
    expect_pruned(gaps, ("=", 15), "rest", "15 lies between a and b, so it is in rest")
    expect_pruned(gaps, ("=", 5), "a", "5 is in a, so it cannot be in rest")
    inside = ("and", (">=", 0), ("<", 10))
    expect_pruned(gaps, inside, "a", "a contains all these keys")
    beyond = ("and", (">=", 0), ("<=", 10))
    expect_pruned(gaps, beyond, "a rest", "a contains all these keys but 10")
    expect_pruned(PARITY, ("or", ("=", 1), ("=", 2)), "even odd", "both have a list")
    expect_pruned(PARITY, ("<", 2), "even odd rest", "-1 is < 2, and no list contains it")


def test_keys_that_have_no_partition_are_not_looked_for():
    expect_pruned(GAPS, ("=", 15), "", "15 has no partition, so no row has it")
    expect_pruned(GAPS, (">", 5), "a b", "some of these keys have no partition; 6 and 20 have")


WHOLE = Layout(RangePartitioned, {"all": (MINVALUE, MAXVALUE)}, "rest")


def test_null_is_looked_for_where_it_goes():
    why = "is null is true for null, and false for numbers"
    expect_pruned(WHOLE, ("is null",), "rest", why)
    expect_pruned(WHOLE, ("not", ("is null",)), "all", why)
    expect_pruned(PARITY, ("is null",), "odd", why)
    expect_pruned(PRIMES, ("is null",), "rest", why)
    expect_pruned(GAPS, ("is null",), "", why)


def test_no_comparison_is_true_for_null():
    why = "rest holds nothing but null, for which a comparison is unknown"
    for sign in SIGNS:
        expect_pruned(WHOLE, (sign, 5), "all", why)


def test_not_unknown_is_unknown():
    why = "rest holds nothing but null, for which not is unknown like the comparison in it"
    for sign in SIGNS:
        expect_pruned(WHOLE, ("not", (sign, 5)), "all", why)


def test_no_comparison_with_null_is_true():
    for predicate in (("=", None), ("<>", None), ("not", ("=", None))):
        expect_pruned(WHOLE, predicate, "", "a comparison with null is unknown, whatever k is")


def test_one_side_can_decide_while_the_other_is_unknown():
    either = ("or", ("is null",), (">", 25))
    expect_pruned(PARITY, either, "odd rest", "for null the left side of or is true")
    neither = ("not", ("and", ("not", ("is null",)), (">", 5)))
    expect_pruned(
        WHOLE, neither, "all rest", "for null the left side of and is false, so not makes it true"
    )
    unknown = ("or", ("=", None), ("=", 15))
    expect_pruned(DECADES, unknown, "mid", "for 15 the right side of or is true")


def test_bounds_and_constants_may_be_far_apart():
    far = Layout(RangePartitioned, {"near": (0, 9), "far": (50_000, 50_001)}, "rest")
    expect_pruned(far, ("<>", 5), "near far rest", "far contains 50000, which is not 5")
    expect_pruned(far, ("=", -50_000), "rest", "no range reaches as far as that")
    expect_pruned(PARITY, (">", 50_000), "rest", "no list reaches as far as that")


@pytest.mark.parametrize(
    "kind", [RangePartitioned, ListPartitioned], ids=lambda kind: kind.__name__
)
def test_the_work_of_prune_does_not_grow_with_distance(cost, kind):
    counted = cost.twin(kind)

    def stretched(n):
        if kind is RangePartitioned:
            parts = {"a": (0, 3 * n), "b": (3 * n, 9 * n)}
        else:
            parts = {"a": {0, 3 * n, None}, "b": {9 * n}}
        predicate = ("not", ("and", (">", 2 * n), ("<", 5 * n)))
        return counted(parts, "rest"), predicate

    cost.at_most(
        "O(1)",
        lambda prepared: prepared[0].prune(prepared[1]),
        prepare=stretched,
        promise="the work of prune does not depend on how far apart bounds and constants are",
    )


def put(pg, table, key):
    """Insert a row and return its partition."""
    try:
        [(where,)] = pg.run(
            f"insert into {table} values (%s) returning tableoid::regclass::text", [key]
        )
    except psycopg.errors.CheckViolation:
        return NOWHERE
    return where.removeprefix(f"{table}_")


def scanned(pg, table, predicate):
    """Return the partitions in the plan of a query."""
    plan = pg.plan(f"select k from {table} where {sql(predicate)}")
    relations = {node.get("Relation Name") for node in pg.nodes(plan)} - {None}
    return {name.removeprefix(f"{table}_") for name in relations}


def test_prune_reads_what_the_plan_of_postgresql_reads(pg):
    tens = ("and", (">=", 12), ("<", 25))
    ends = ("or", ("<", 10), (">=", 30))
    asked = [
        (DECADES, [("=", 15), ("<=", 10), (">", 10), ("<>", 15), tens, ends, ("not", ends)]),
        (PARITY, [("=", 0), ("=", 5), ("<", 2), ("is null",), ("or", ("=", 1), ("=", 2))]),
    ]
    for number, (layout, some) in enumerate(asked):
        make(pg, f"t{number}", layout)
        table = built(layout)
        for predicate in some:
            wanted = scanned(pg, f"t{number}", predicate)
            expect_prunes(table, layout, predicate, wanted, "EXPLAIN shows what is read")


KEYS = [None, *range(-2, 15)]
LAYOUTS = [
    Layout(RangePartitioned, {"c": (8, 12), "a": (MINVALUE, 2), "b": (4, 8)}, "rest"),
    Layout(RangePartitioned, {"a": (0, 4), "b": (4, 5), "c": (5, MAXVALUE)}),
    Layout(RangePartitioned, {"b": (5, MAXVALUE), "a": (MINVALUE, 5)}, "rest"),
    Layout(RangePartitioned, {}, "rest"),
    PARITY,
    PRIMES,
    Layout(ListPartitioned, {"a": {2, 3, 8}, "none": {None}}),
]


def test_rows_are_where_postgresql_puts_them(pg):
    for number, layout in enumerate(LAYOUTS):
        make(pg, f"t{number}", layout)
        table = built(layout)
        for key in KEYS:
            wanted = put(pg, f"t{number}", key)
            expect_routes(table, layout, key, wanted, "PostgreSQL puts this row elsewhere")


def predicates():
    """Return some predicates of each depth, simplest first."""
    simple = [("is null",), ("=", None), ("=", 4), ("<>", 0), ("<", 5), ("<=", 7), (">", 3)]
    simple.append((">=", 12))
    pairs = [(word, *two) for two in combinations(simple, 2) for word in ("and", "or")]
    deep = [
        (word, pair, ("not", other))
        for pair, other in zip(pairs, pairs[7:], strict=False)
        for word in ("and", "or")
    ]
    shallow = [*simple, *pairs]
    return [*shallow, *(("not", one) for one in shallow), *deep[::3]]


def test_rows_of_a_query_are_where_prune_looks_and_nowhere_else(pg):
    asked = predicates()
    columns = ", ".join(f"({sql(predicate)}) is true" for predicate in asked)
    for number, layout in enumerate(LAYOUTS):
        make(pg, f"t{number}", layout)
        for key in KEYS:
            put(pg, f"t{number}", key)
        found = pg.run(f"select tableoid::regclass::text, {columns} from t{number}")
        rows = [(where.removeprefix(f"t{number}_"), *truths) for where, *truths in found]
        table = built(layout)
        for column, predicate in enumerate(asked, start=1):
            wanted = {row[0] for row in rows if row[column]}
            why = f"PostgreSQL finds rows in {shown(wanted)}"
            expect_prunes(table, layout, predicate, wanted, why)

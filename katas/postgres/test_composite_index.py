from itertools import cycle, product

import pytest

from katas.postgres.composite_index import (
    Query,
    bounding,
    is_index_only,
    presorted,
    propose,
)

TABLE = "create table t (a int not null, b int not null, c int not null, d int not null)"
FORCED = "set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off"
"""An index is used for whatever it can do, were it dear."""
VALUES = (1, 2, 3)
ALLOWED = {"=": {2}, "between": {2, 3}, "": set(VALUES)}
"""The values that match, where each column takes all of VALUES."""
INDEXES = ("a", "a b", "a -b", "a b c", "-a b -c")
ORDERS = "", "a", "-a", "b", "a b", "a -b", "-a b", "-a -b", "b a", "a c", "a -a b", "b -c", "a b c"
CONDITIONS = {}, {"equal": "a"}, {"equal": "b"}, {"ranged": "a"}

SALES = """
    create table sale (id int not null, customer int not null, price int not null,
                       placed int not null);
    insert into sale select n, n % 500, n * 7 % 1000, n * 7919 % 20011
    from generate_series(1, 20000) n;
"""
MOST_BLOCKS = 8


def ask(*, select="", equal="", ranged="", order_by=""):
    return Query(
        select=set(select.split()),
        equal=set(equal.split()),
        ranged=set(ranged.split()),
        order_by=order_by.split(),
    )


def columns(keys):
    return [key.removeprefix("-") for key in keys]


def spelt(keys):
    """Write keys as SQL has them."""
    return ", ".join(f"{key[1:]} desc" if key.startswith("-") else key for key in keys)


def written(query, table="t"):
    """Write a query as SQL has it."""
    conditions = [f"{column} = 2" for column in sorted(query.equal)]
    conditions += [f"{column} between 2 and 3" for column in sorted(query.ranged)]
    text = f"select {', '.join(sorted(query.select)) or '1'} from {table}"
    if conditions:
        text += f" where {' and '.join(conditions)}"
    if query.order_by:
        text += f" order by {spelt(query.order_by)}"
    return text


def expect(function, index, query, wanted, why):
    asked = f"index on t ({spelt(index.split())})\n{written(query)}"
    got = function(index.split(), query)
    assert got == wanted, f"{why}:\n{function.__name__} is {wanted}, not {got!r}, of\n{asked}"


def test_a_condition_on_the_first_column_bounds_the_stretch():
    expect(bounding, "a b", ask(equal="a"), 1, "entries of one a lie together")
    expect(bounding, "a b", ask(ranged="a"), 1, "entries of a range of a lie together")


def test_without_the_first_column_nothing_bounds_the_stretch():
    expect(bounding, "a b", ask(equal="b"), 0, "entries with b = 2 are scattered over all of a")


def test_each_equality_after_equalities_bounds_the_stretch():
    expect(bounding, "b c a", ask(equal="a b c"), 3, "it does not matter how WHERE is written")


def test_a_column_without_a_condition_ends_what_bounds():
    expect(
        bounding,
        "a b c",
        ask(equal="a c"),
        1,
        "within a = 2, entries with c = 2 are scattered over all of b",
    )


def test_a_range_after_equalities_bounds_the_stretch():
    expect(
        bounding, "a b c", ask(equal="a", ranged="b"), 2, "within a = 2, a range of b lies together"
    )


def test_nothing_bounds_the_stretch_after_a_range():
    why = "within a range of a, each a has its own entries with b to match"
    expect(bounding, "a b", ask(equal="b", ranged="a"), 1, why)
    expect(bounding, "a b", ask(ranged="a b"), 1, why)


def test_what_the_query_returns_and_its_order_bound_nothing():
    expect(bounding, "a b", ask(select="a b", order_by="a b"), 0, "no condition, so all is read")


def test_bounding_agrees_with_the_entries_themselves():
    for number, kinds in enumerate(
        kinds for n in (1, 2, 3, 4) for kinds in product(ALLOWED, repeat=n)
    ):
        pairs = list(zip("abcd", kinds, strict=False))
        keys = [f"-{name}" if number >> place & 1 else name for place, name in enumerate("abcd")]
        index = keys[: len(kinds)]
        query = ask(
            equal=" ".join(["e", *(name for name, kind in pairs if kind == "=")]),
            ranged=" ".join(name for name, kind in pairs if kind == "between"),
        )
        wanted, why = bounded(index, kinds)
        expect(bounding, " ".join(index), query, wanted, why)


def bounded(index, kinds):
    """Return how many conditions the whole stretch meets, and what it looks like."""
    directions = [-1 if key.startswith("-") else 1 for key in index]

    def place(entry):
        return [value * way for value, way in zip(entry, directions, strict=True)]

    entries = sorted(product(VALUES, repeat=len(index)), key=place)
    allowed = [ALLOWED[kind] for kind in kinds]
    matches = [
        number
        for number, entry in enumerate(entries)
        if all(value in some for value, some in zip(entry, allowed, strict=True))
    ]
    stretch = entries[matches[0] : matches[-1] + 1]
    met = [
        key
        for key, kind, some, values in zip(
            columns(index), kinds, allowed, zip(*stretch, strict=True), strict=True
        )
        if kind and some.issuperset(values)
    ]
    why = (
        f"of all entries with the values 1 to 3, the stretch runs from {stretch[0]} to "
        f"{stretch[-1]}; all of it meets the condition on {' and '.join(met) or 'no column'}"
    )
    return len(met), why


def test_entries_come_in_the_order_of_the_index():
    expect(presorted, "a -b", ask(order_by="a -b"), 2, "the entries lie in just that order")


def test_order_by_may_want_less_than_the_index_gives():
    expect(presorted, "a b c", ask(order_by="a"), 1, "what is sorted by a, b, c is sorted by a")


def test_order_by_may_want_more_than_the_index_gives():
    expect(presorted, "a b", ask(order_by="a c"), 1, "sorted by a; then c is left to sort")
    expect(presorted, "a", ask(order_by="a b c"), 1, "sorted by a; then b, c are left to sort")


def test_entries_are_not_sorted_by_a_later_column():
    expect(presorted, "a b", ask(order_by="b"), 0, "b starts again with each a")
    expect(presorted, "a b", ask(order_by="b a"), 0, "b starts again with each a")


def test_an_index_can_be_read_backwards():
    expect(presorted, "a", ask(order_by="-a"), 1, "backwards, the greatest a comes first")
    expect(presorted, "a -b", ask(order_by="-a b"), 2, "backwards, both directions turn round")


def test_reading_backwards_turns_all_columns_round():
    expect(
        presorted,
        "a b",
        ask(order_by="a -b"),
        1,
        "forwards or backwards, b runs the way that a does",
    )


def test_a_column_of_one_value_is_passed_over_in_the_index():
    expect(presorted, "a b", ask(equal="a", order_by="b"), 1, "within a = 2, b is sorted")
    expect(
        presorted, "a b c", ask(equal="b", order_by="a c"), 2, "with b = 2 in each, a, c is sorted"
    )


def test_a_column_of_one_value_is_passed_over_in_order_by():
    why = "a is 2 in all of them, so they are sorted by a, both ways"
    expect(presorted, "b", ask(equal="a", order_by="-a"), 1, why)
    expect(presorted, "b", ask(equal="a", order_by="-a b"), 2, why)
    expect(presorted, "b", ask(equal="a", order_by="a c"), 1, why)


def test_a_column_of_several_values_is_not_passed_over():
    expect(
        presorted, "a b", ask(ranged="a", order_by="b"), 0, "with 2 <= a <= 3, b starts again at 3"
    )


def test_a_range_does_not_end_the_order():
    expect(
        presorted, "a b", ask(ranged="a", order_by="a b"), 2, "a part of a sorted list is sorted"
    )


def test_a_column_that_comes_again_in_order_by_sorts_no_further():
    expect(
        presorted, "a b", ask(order_by="a -a b"), 3, "where a is the same, it is sorted by a, too"
    )


_plans = {}


@pytest.fixture
def plans(pg):
    """Return, for each index, queries and what PostgreSQL makes of them: see `read`."""
    if not _plans:
        pg.run(f"{TABLE}; {FORCED}")
        _plans.update({index: list(planned(pg, index)) for index in INDEXES})
    return _plans


def planned(pg, index):
    pg.run(f"create index i on t ({spelt(index.split())})")
    selects = cycle(["a", "", "b", "c", "d"])
    for conditions, order_by in product(CONDITIONS, ORDERS):
        asks = {**conditions, "select": next(selects), "order_by": order_by}
        yield asks, *read(pg, ask(**asks))
    pg.run("drop index i")


def read(pg, query):
    """Return how many keys of ORDER BY are sorted without the plan's sort, and its nodes."""
    nodes = list(pg.nodes(pg.plan(written(query))))
    says = [node["Node Type"] for node in nodes]
    sorts = [node for node in nodes if "Sort Key" in node]
    if not sorts:
        return len(query.order_by), says
    # The planner names only keys that are no constants, and each column once.
    settled, sorting = set(query.equal), []
    for place, column in enumerate(columns(query.order_by)):
        if column not in settled:
            sorting.append(place)
            settled.add(column)
    by = sorts[0].get("Presorted Key", [])
    says[0] += f" by {', '.join(sorts[0]['Sort Key'])}, presorted by {', '.join(by) or 'nothing'}"
    return sorting[len(by)], says


def test_presorted_agrees_with_the_planner(plans):
    for index, some in plans.items():
        for asks, keys, says in some:
            expect(presorted, index, ask(**asks), keys, f"PostgreSQL plans {' on '.join(says)}")


def test_entries_that_hold_all_columns_are_enough():
    query = ask(select="a", equal="b", ranged="c", order_by="-d")
    expect(is_index_only, "b a -c d", query, True, "all that it mentions is in the index")


def test_a_column_that_is_returned_has_to_be_in_the_index():
    expect(is_index_only, "a", ask(select="a b"), False, "b is in the table only")


def test_a_column_that_is_compared_has_to_be_in_the_index():
    expect(is_index_only, "a", ask(select="a", equal="b"), False, "b is in the table only")
    expect(is_index_only, "a", ask(select="a", ranged="b"), False, "b is in the table only")


def test_a_column_that_is_sorted_by_has_to_be_in_the_index():
    expect(is_index_only, "a", ask(select="a", order_by="-b"), False, "b is in the table only")


def test_the_order_of_the_columns_does_not_matter_to_index_only():
    why = "the whole index is read, but not the table"
    expect(is_index_only, "a b", ask(select="a", equal="b"), True, why)
    expect(is_index_only, "a b", ask(select="b"), True, why)


def test_is_index_only_agrees_with_the_planner(plans):
    for index, some in plans.items():
        for asks, _, says in some:
            why = f"PostgreSQL plans {' on '.join(says)}"
            expect(is_index_only, index, ask(**asks), "Index Only Scan" in says, why)


PROPOSALS = {
    "equalities": ({"equal": "a b"}, 2, "a and b have one value each"),
    "equality and range": (
        {"equal": "b", "ranged": "a"},
        2,
        "b = 2 in front lets the range of a bound the stretch as well",
    ),
    "equality and order": (
        {"equal": "c", "order_by": "b -a"},
        1,
        "c has one value: what follows it, b and a desc, is in order",
    ),
    "range and order": (
        {"ranged": "a", "order_by": "b"},
        0,
        "a in front would bound the stretch, and leave b to sort",
    ),
    "equality, range and order": (
        {"equal": "d", "ranged": "a", "order_by": "-b"},
        1,
        "d has one value, so b after it is in order; a in between would leave b to sort",
    ),
    "a range that is sorted by": (
        {"equal": "c", "ranged": "a", "order_by": "-a b"},
        2,
        "a comes first in the order, and there its range bounds the stretch",
    ),
    "ranges": ({"ranged": "a b"}, 1, "of two ranges only one can bound the stretch"),
    "an equality that is sorted by": (
        {"equal": "b", "order_by": "-b a"},
        1,
        "b has one value: a alone gives the order",
    ),
    "a column sorted by twice": (
        {"order_by": "-a b a"},
        0,
        "where a comes again, it is sorted by already",
    ),
    "all at once": (
        {"select": "a c", "equal": "c", "ranged": "d", "order_by": "b"},
        1,
        "c has one value, b follows in order; a is returned, and does nothing more",
    ),
}


@pytest.mark.parametrize("name", PROPOSALS)
def test_the_proposed_index_sorts_then_bounds_then_spares_the_table(pg, name):
    asks, most, why = PROPOSALS[name]
    index = list(propose(ask(**asks)))
    query = ask(**asks)
    mentioned = {*query.select, *query.equal, *query.ranged, *columns(query.order_by)}
    assert sorted(columns(index)) == sorted(mentioned), (
        f"an index-only scan takes the columns that are mentioned, {spelt(sorted(mentioned))}, "
        f"each once\n{index} is proposed for\n{written(query)}"
    )
    pg.run(f"{TABLE}; {FORCED}; create index i on t ({spelt(index)})")
    asked = f"index on t ({spelt(index)})\n{written(query)}"
    keys, says = read(pg, query)
    assert keys == len(query.order_by), (
        f"{why}\nnothing may be left to sort; PostgreSQL plans {' on '.join(says)}:\n{asked}"
    )
    bounds, stretch = bounded(index, [kind(column, query) for column in columns(index)])
    assert bounds == most, (
        f"{why}\nwith nothing left to sort, {most} can bound the stretch; here {bounds} do:\n"
        f"{asked}\n{stretch}"
    )


def kind(column, query):
    return "=" if column in query.equal else "between" if column in query.ranged else ""


def test_the_proposed_index_finds_ten_of_many_rows_at_once(pg):
    query = ask(select="id", equal="customer", ranged="price", order_by="-placed")
    index = list(propose(query))
    pg.run(SALES)
    pg.run(f"create index i on sale ({spelt(index)})")
    pg.run("vacuum analyze sale")
    asked = (
        "select id from sale where customer = 77 and price between 0 and 500 "
        "order by placed desc limit 10"
    )
    pg.run(asked)  # what a session reads of the catalog, it reads at its first query
    plan = pg.plan(asked, analyze=True)
    says = " on ".join(node["Node Type"] for node in pg.nodes(plan))
    assert says == "Limit on Index Only Scan", (
        f"an index-only scan should give the first ten rows; PostgreSQL plans\n{says}\n"
        f"by index on sale ({spelt(index)})\n{asked}"
    )
    blocks = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    assert blocks <= MOST_BLOCKS, (
        f"20 of 20,000 rows match, and ten of them take {MOST_BLOCKS} blocks at most, not {blocks}"
        f"\nby index on sale ({spelt(index)})\n{asked}"
    )

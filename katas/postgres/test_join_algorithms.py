from collections import Counter, defaultdict, deque
from itertools import combinations_with_replacement, islice
from typing import NamedTuple

import pytest

from dojo.kit.postgres import Pg
from katas.postgres.join_algorithms import hash_join, merge_join, nested_loop

KINDS = "inner", "left", "right", "full", "semi", "anti"


class Row(NamedTuple):
    name: str
    key: tuple[int | None, ...]


def rows(letter, *keys):
    """Return a row for each key, called a1, a2, ... for the letter a; 1 is short for (1,)."""
    keys = [key if isinstance(key, tuple) else (key,) for key in keys]
    return [Row(f"{letter}{number}", key) for number, key in enumerate(keys, 1)]


def key_of(row):
    return row.key


def equal(row, other):
    """Compare keys as SQL does."""
    pairs = zip(row.key, other.key, strict=True)
    answers = [None if None in pair else pair[0] == pair[1] for pair in pairs]
    return False if False in answers else None if None in answers else True


def less(row, other):
    """Compare keys of one column as SQL does."""
    return None if None in row.key + other.key else row.key < other.key


def by_loop(left, right, how):
    return nested_loop(iter(left), right, how, equal)


def by_hash(left, right, how):
    return hash_join(iter(left), iter(right), how, key_of, key_of)


def by_merge(left, right, how):
    return merge_join(iter(left), iter(right), how, key_of, key_of)


ALGORITHMS = {"nested_loop": by_loop, "hash_join": by_hash, "merge_join": by_merge}
each_algorithm = pytest.mark.parametrize("algorithm", ALGORITHMS, scope="module")


def expect(algorithm, how, left, right, wanted, why):
    """Compare with what is wanted, written as "a1:b1 a2:-"."""
    pairs = (pair.split(":") for pair in wanted.split())
    wanted = Counter(tuple(None if name == "-" else name for name in pair) for pair in pairs)
    compare(algorithm, how, rows("a", *left), rows("b", *right), wanted, why)


def compare(algorithm, how, left, right, wanted, why, join=None):
    """Fail unless the join yields the pairs that are wanted, told by the names of their rows."""
    join = join or ALGORITHMS[algorithm]
    most = len(left) * len(right) + len(left) + len(right) + 1
    try:
        got = Counter(map(names, islice(join(left, right, how), most)))
    except NotImplementedError:
        raise
    except Exception as error:
        raise AssertionError(told(algorithm, how, left, right, why, f"raised {error!r}")) from error
    if got == wanted:
        return
    report = [f"missing: {shown_pairs(wanted - got)}"] if wanted - got else []
    report += [f"too many: {shown_pairs(got - wanted)}"] if got - wanted else []
    pytest.fail(told(algorithm, how, left, right, why, *report))


def told(algorithm, how, left, right, why, *report):
    sides = f"  {shown(left)}", f"  {shown(right)}"
    return "\n".join([why, f"{how}, by {algorithm}, of", *sides, *report])


def names(pair):
    return tuple(row.name if isinstance(row, Row) else row for row in pair)


def shown(side):
    keys = ("NULL" if row.key == (None,) else shown_key(row.key) for row in side)
    each = (f"{row.name} with {key}" for row, key in zip(side, keys, strict=True))
    return ", ".join(each) or "no row"


def shown_key(key):
    columns = ", ".join("NULL" if column is None else str(column) for column in key)
    return f"({columns})" if len(key) > 1 else columns


def shown_pairs(counted):
    return " ".join(sorted(f"({', '.join(map(str, pair))})" for pair in counted.elements()))


@each_algorithm
def test_an_inner_join_multiplies_duplicates(algorithm):
    wanted = "a1:b1 a1:b2 a2:b1 a2:b2"
    why = "two rows and two rows with the same key make four pairs"
    expect(algorithm, "inner", [1, 1, 2], [1, 1, 3], wanted, why)


@each_algorithm
def test_a_left_join_keeps_a_left_row_without_a_partner(algorithm):
    why = "a1 and a3 have no partner and come out all the same, with None; b2 does not"
    expect(algorithm, "left", [1, 2, 4], [2, 3], "a1:- a2:b1 a3:-", why)


@each_algorithm
def test_a_full_join_keeps_lonely_rows_of_both_sides_once(algorithm):
    why = "a1, a3, b2 and b3 have no partner and come out once each"
    expect(algorithm, "full", [1, 2, 3], [2, 4, 4], "a1:- a2:b1 a3:- -:b2 -:b3", why)


@each_algorithm
def test_null_is_not_equal_to_null(algorithm):
    why = "NULL matches nothing, not even NULL: a2 and b2 are lonely, and they are not lost"
    expect(algorithm, "full", [1, None], [1, None], "a1:b1 a2:- -:b2", why)


@each_algorithm
def test_one_null_column_is_enough_to_match_nothing(algorithm):
    why = "a2 and b2 agree on 1 and are both NULL in the other column, so nobody knows: no match"
    expect(algorithm, "full", [(1, 1), (1, None)], [(1, 1), (1, None)], "a1:b1 a2:- -:b2", why)


@each_algorithm
def test_a_semi_join_never_multiplies(algorithm):
    why = "a2 and a3 have two partners each, and are still one row each"
    expect(algorithm, "semi", [1, 2, 2], [2, 2, 3], "a2:- a3:-", why)


@each_algorithm
def test_an_anti_join_does_not_mind_a_null_on_the_right(algorithm):
    why = "a1 has no partner: that b2 is NULL does not give it one (NOT EXISTS, and not NOT IN)"
    expect(algorithm, "anti", [1, 2], [2, None], "a1:-", why)


@pytest.mark.parametrize("algorithm", ["nested_loop", "hash_join"], scope="module")
def test_only_a_merge_join_needs_sorted_rows(algorithm):
    why = "neither side is sorted, and need not be"
    wanted = "a1:b2 a2:b1 a2:b3 a3:b2"
    expect(algorithm, "inner", [2, 1, 2], [1, 2, 1], wanted, why)


@each_algorithm
def test_a_row_may_be_any_object(algorithm):
    """Dicts, for one: the empty one is false, and no set takes them."""
    left, right = [{}, {"id": 2}], [{}, {}, {"id": 3}]

    def key(row):
        return (row.get("id", 1),)

    joins = {
        "nested_loop": lambda: nested_loop(left, right, "full", lambda a, b: key(a) == key(b)),
        "hash_join": lambda: hash_join(left, right, "full", key, key),
        "merge_join": lambda: merge_join(left, right, "full", key, key),
    }
    try:
        got = list(islice(joins[algorithm](), 99))
    except TypeError as error:
        raise AssertionError(f"rows may be dicts, which have no hash, but: {error!r}") from error
    wanted = [({}, {}), ({}, {}), ({"id": 2}, None), (None, {"id": 3})]
    assert sorted(map(repr, got)) == sorted(map(repr, wanted)), (
        f"rows may be dicts, and equal rows are still several: full, by {algorithm}, of\n"
        f"  {left}\n  {right}\nby id, or else 1, must yield\n  {wanted}, not\n  {got}"
    )


# What PostgreSQL says.

SQL = {
    **{
        how: f"select coalesce(l.of, r.of), l.name, r.name from l {how} join r on {{}}"
        for how in ("inner", "left", "right", "full")
    },
    "semi": "select l.of, l.name, null from l where exists (select from r where {})",
    "anti": "select l.of, l.name, null from l where not exists (select from r where {})",
}
KEYS = [(0,), (1,), (None,)]
# To Python, -1 and -2 have the same hash, and so have tuples of them.
PAIRS_OF_KEYS = [(-2, -2), (-2, -1), (-2, None), (-1, -2), (None, -1)]


class Oracle:
    """PostgreSQL joins all cases at once: that rows are of the same case is one more condition."""

    def __init__(self, database):
        self._pg = Pg(database)
        self._pg.run("create table l (of int, name text, a int, b int); create table r (like l)")
        self._known = {}
        self.close = self._pg.close

    def joins(self, keys, most, condition, kinds=KINDS):
        """Return (how, left, right, which pair is due how often) for all tables of so many rows.

        They are sorted. The smallest come first.
        """
        if condition not in self._known:
            sides = [c for n in range(most + 1) for c in combinations_with_replacement(keys, n)]
            cases = [(rows("a", *left), rows("b", *right)) for left in sides for right in sides]
            cases.sort(key=lambda case: len(case[0] + case[1]))
            self._fill(cases)
            self._known[condition] = list(self._ask(cases, condition, kinds))
        return self._known[condition]

    def _fill(self, cases):
        self._pg.run("truncate l, r")
        for table, side in ("l", 0), ("r", 1):
            with self._pg.connection.cursor().copy(f"copy {table} from stdin") as copy:
                for number, case in enumerate(cases):
                    for row in case[side]:
                        copy.write_row((number, row.name, *(*row.key, None)[:2]))

    def _ask(self, cases, condition, kinds):
        for how in kinds:
            due = defaultdict(Counter)
            for number, *pair in self._pg.run(SQL[how].format(f"l.of = r.of and {condition}")):
                due[number][tuple(pair)] += 1
            for number, (left, right) in enumerate(cases):
                yield how, left, right, due[number]


@pytest.fixture(scope="module")
def oracle(pg_database):
    one = Oracle(pg_database)
    yield one
    one.close()


def expect_the_same(algorithm, joins, join=None):
    for how, left, right, wanted in joins:
        if algorithm != "merge_join":
            left, right = left[::-1], right[::2] + right[1::2]
        compare(algorithm, how, left, right, wanted, "PostgreSQL joins otherwise", join)


@each_algorithm
def test_it_agrees_with_postgresql_on_every_small_table(algorithm, oracle):
    expect_the_same(algorithm, oracle.joins(KEYS, 3, "l.a = r.a"))
    expect_the_same(algorithm, oracle.joins(PAIRS_OF_KEYS, 2, "l.a = r.a and l.b = r.b"))


def test_a_nested_loop_joins_on_any_condition(oracle):
    """For a full join on `<`, PostgreSQL has no algorithm."""

    def by_less(left, right, how):
        return nested_loop(iter(left), right, how, less)

    kinds = [how for how in KINDS if how != "full"]
    expect_the_same("nested_loop, on `<`", oracle.joins(KEYS, 2, "l.a < r.a", kinds), by_less)


# What it takes.


def names_of_asked(left, right, how):
    """Return the pairs of names that a nested loop asks about."""
    asked = []

    def on(row, other):
        asked.append(f"{row.name}:{other.name}")
        return equal(row, other)

    deque(nested_loop(left, right, how, on), maxlen=0)
    return asked


def test_a_nested_loop_asks_once_about_a_pair():
    for how in KINDS:
        asked = names_of_asked(rows("a", 1, 2, 2, 3), rows("b", 2, 2, 4), how)
        again = [pair for pair, times in Counter(asked).items() if times > 1]
        assert not again, (
            f"{how}, of keys 1, 2, 2, 3 and 2, 2, 4: `on` was asked more than once about {again[0]}"
        )


def test_a_nested_loop_asks_no_more_once_the_answer_is_known():
    for how in ("semi", "anti"):
        asked = names_of_asked(rows("a", 1, 2), rows("b", 1, 2, 1), how)
        needless = [pair for pair in asked if pair in ("a1:b2", "a1:b3", "a2:b3")]
        assert not needless, (
            f"{how}, of keys 1, 2 and 1, 2, 1: `on` was asked about {needless[0]}, "
            f"when {needless[0][:2]} had a partner already"
        )


BY_KEY = {"hash_join": hash_join, "merge_join": merge_join}
each_by_key = pytest.mark.parametrize("algorithm", BY_KEY, scope="module")


@each_by_key
def test_a_row_is_asked_once_for_its_key(algorithm):
    for how in KINDS:
        asked = []

        def key(row, asked=asked):
            asked.append(row.name)
            return row.key

        sides = rows("a", 1, 1, 2, None), rows("b", 1, 1, 3, None)
        deque(BY_KEY[algorithm](*sides, how, key, key), maxlen=0)
        again = [name for name, times in Counter(asked).items() if times > 1]
        assert not again, (
            f"{how}, by {algorithm}, of keys 1, 1, 2, NULL and 1, 1, 3, NULL: "
            f"a key function was called {asked.count(again[0])} times for {again[0]}"
        )


class Reader:
    """Rows that can be read only once; it counts how many have been."""

    def __init__(self, rows):
        self._rows = iter(rows)
        self.read = 0

    def __iter__(self):
        return self

    def __next__(self):
        row = next(self._rows)
        self.read += 1
        return row


def test_a_hash_join_keeps_only_the_right_side():
    for how in KINDS:
        left = Reader(rows("a", 1, 3, 2, None, 1))
        for row, other in hash_join(left, iter(rows("b", 1, 1, 2, 4)), how, key_of, key_of):
            place = int(row.name[1:]) if row else left.read
            assert left.read == place, (
                f"{how}, by hash_join: {names((row, other))} came out when {left.read} rows "
                "of the left side had been read; the next may be read when the last is done with"
            )


def test_a_merge_join_reads_one_row_ahead():
    keys = [0, 1, 1, 2, 3, 3, 4]
    for how in ("inner", "left", "right", "full"):
        sides = Reader(rows("a", *keys)), Reader(rows("b", *keys))
        for row, other in merge_join(*sides, how, key_of, key_of):
            most = sum(key <= row.key[0] for key in keys) + 1 if row and other else len(keys)
            read = max(side.read for side in sides)
            assert read <= most, (
                f"{how}, by merge_join, of keys {keys} and the same: {names((row, other))} came "
                f"out when {read} rows of a side had been read; {most} are enough to know"
            )


def expect_linear(cost, algorithm, how, make, promise):
    """Fail if the work of the join grows faster than the rows, of which `make(n)` has n a side."""
    counted = cost.twin(BY_KEY[algorithm])
    cost.at_most(
        "O(n)",
        lambda sides: deque(counted(*sides, how, key_of, key_of), maxlen=0),
        prepare=make,
        promise=f"{algorithm}, {how}: {promise}",
        sizes=SIZES,
    )


SIZES = 16, 32, 64, 128


@each_by_key
def test_the_work_is_linear_where_keys_are_unique(algorithm, cost):
    def overlapping(n):
        return rows("a", *range(n)), rows("b", *range(n // 2, n + n // 2))

    for how in KINDS:
        expect_linear(cost, algorithm, how, overlapping, "n rows with n keys take O(n) steps")


@each_by_key
def test_the_work_of_a_semi_or_anti_join_is_linear_even_for_one_key(algorithm, cost):
    def alike(n):
        return rows("a", *[1] * n), rows("b", *[1] * n)

    for how in ("semi", "anti"):
        promise = "at most n rows come out, so n rows a side with one key take O(n) steps"
        expect_linear(cost, algorithm, how, alike, promise)

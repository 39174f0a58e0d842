import copy

import pytest

from dojo.kit.postgres import Pg
from katas.postgres.explain_reader import findings, walk

CLOSE = 1e-6
SHOWN = ("Parent Relationship", "Sort Space Type", "Hash Batches", "HashAgg Batches")
TABLES = """
    create table author (id int primary key, name text);
    insert into author select n, 'author ' || n from generate_series(1, 7) n;
    create table book (id int primary key, author_id int, town int, country int, title text);
    insert into book select n, n % 7 + 1, n % 500, n % 500 / 2, 'title ' || n
    from generate_series(1, 20000) n;
    create index on book (author_id, id);
    create table loan (id int, book_id int);
    insert into loan select n, n from generate_series(1, 20000) n;
"""


OUTER = {"Parent Relationship": "Outer"}
INIT = {"Parent Relationship": "InitPlan"}
SUB = {"Parent Relationship": "SubPlan"}

# Plans as EXPLAIN has them: rows and ms are those of one loop, ms and blocks contain the
# children's.


def node(kind, *below, rows=1, planned=None, loops=1, ms=0.0, hit=0, read=0, **more):
    raw = {
        "Node Type": kind,
        "Plan Rows": max(1, round(rows)) if planned is None else planned,
        "Actual Rows": rows,
        "Actual Loops": loops,
        "Actual Total Time": ms,
        "Shared Hit Blocks": hit,
        "Shared Read Blocks": read,
    }
    raw |= {key.replace("_", " "): value for key, value in more.items()}
    return raw | {"Plans": [OUTER | one for one in below]} if below else raw


def removing(rows):
    return {"Rows Removed by Filter": rows}


def of(root):
    return [{"Plan": root, "Planning Time": 0.1, "Triggers": [], "Execution Time": 0.2}]


def shown(raw, depth=0):
    """Return a plan as text, with what the messages of these tests speak about."""
    hit, read = raw["Shared Hit Blocks"], raw["Shared Read Blocks"]
    numbers = (
        f"Plan Rows {raw['Plan Rows']}, Actual Rows {raw['Actual Rows']}, Actual Loops "
        f"{raw['Actual Loops']}, Actual Total Time {raw['Actual Total Time']}, "
        f"Hit {hit}, Read {read}"
    )
    removed = raw.get("Rows Removed by Filter")
    more = "" if removed is None else f", Rows Removed by Filter {removed}"
    more += "".join(f", {key} {raw[key]!r}" for key in SHOWN if raw.get(key, "Outer") != "Outer")
    lines = [f"{'  ' * (depth + 1)}{raw['Node Type']}: {numbers}{more}"]
    return "\n".join([*lines, *(shown(below, depth + 1) for below in raw.get("Plans", ()))])


def called(function, root):
    """Return the list that the function makes of a plan; a crash is a failure in words."""
    try:
        return list(function(of(root)))
    except NotImplementedError:
        raise
    except Exception as error:
        return pytest.fail(
            f"{function.__name__} raised {type(error).__name__}: {error}\nin\n{shown(root)}"
        )


def expect_number(root, path, field, wanted, why):
    """Require one field of one node that `walk` returns."""
    found = [one for one in called(walk, root) if one.path == path]
    if len(found) != 1:
        pytest.fail(f"walk returned {len(found)} nodes with path {path} in\n{shown(root)}")
    got = getattr(found[0], field)
    is_close = isinstance(got, int | float) and abs(got - wanted) < CLOSE
    assert is_close, f"{why}:\n{field} of {path} is {wanted:g}, not {got!r}, in\n{shown(root)}"


def expect_problems(root, wanted, why):
    """Require what `findings` finds at the nodes, as a dict by path."""
    got = {}
    for path, problem in called(findings, root):
        got.setdefault(path, []).append(problem)
    assert got == wanted, f"{why}:\nfindings {wanted}, not {got}, in\n{shown(root)}"


def test_walk_returns_each_node_before_its_children():
    left = node("Hash Join", node("Seq Scan"), node("Hash", node("Index Scan")))
    root = node("Nested Loop", left, node("Memoize", node("Index Only Scan")))
    wanted = [
        ((), "Nested Loop"),
        ((0,), "Hash Join"),
        ((0, 0), "Seq Scan"),
        ((0, 1), "Hash"),
        ((0, 1, 0), "Index Scan"),
        ((1,), "Memoize"),
        ((1, 0), "Index Only Scan"),
    ]
    got = [(one.path, one.kind) for one in called(walk, root)]
    assert got == wanted, f"paths and kinds are\n{wanted}\nnot\n{got}\nin\n{shown(root)}"


def test_walk_gives_rows_over_all_loops():
    root = node("Nested Loop", node("Seq Scan", rows=7), node("Index Scan", rows=10, loops=7))
    expect_number(root, (1,), "rows", 70, "10 rows a loop in 7 loops are 70 rows")


def test_walk_keeps_the_fraction_of_an_average_of_rows():
    root = node("Nested Loop", node("Seq Scan", rows=8), node("Index Scan", rows=0.25, loops=8))
    expect_number(root, (1,), "rows", 2, "a quarter of a row a loop in 8 loops is 2 rows")


def test_walk_gives_time_over_all_loops():
    root = node("Nested Loop", node("Seq Scan"), node("Index Scan", loops=7, ms=0.5), ms=4.0)
    expect_number(root, (1,), "ms", 3.5, "0.5 ms a loop in 7 loops are 3.5 ms")


def test_walk_gives_a_node_without_children_all_its_time():
    root = node("Nested Loop", node("Seq Scan"), node("Index Scan", loops=7, ms=0.5), ms=4.0)
    expect_number(root, (1,), "self_ms", 3.5, "nothing runs below it")


def test_walk_gives_blocks_hit_and_blocks_read():
    root = node("Seq Scan", hit=30, read=12)
    expect_number(root, (), "self_blocks", 42, "a block that was read counts like one that was hit")


def test_walk_gives_blocks_as_they_are():
    root = node("Nested Loop", node("Seq Scan"), node("Index Scan", loops=7, hit=21), hit=21)
    expect_number(root, (1,), "self_blocks", 21, "blocks are counted over all loops already")


def test_walk_takes_the_time_of_children_out_of_self_ms():
    root = node("Hash Join", node("Seq Scan", ms=3.0), node("Hash", ms=2.5), ms=8.0)
    expect_number(root, (), "self_ms", 2.5, "of 8 ms its children took 3 and 2.5")


def test_walk_leaves_the_time_of_children_in_ms():
    root = node("Hash Join", node("Seq Scan", ms=3.0), node("Hash", ms=2.5), ms=8.0)
    expect_number(root, (), "ms", 8, "only self_ms goes without the children")


def test_walk_takes_children_out_with_all_their_loops():
    outer, inner = node("Seq Scan", ms=1.0), node("Index Scan", loops=7, ms=0.5)
    root = node("Nested Loop", outer, inner, ms=6.0)
    expect_number(root, (), "self_ms", 1.5, "of 6 ms its children took 1 and 7 times 0.5")


def test_walk_takes_grandchildren_out_only_once():
    root = node("Sort", node("Hash Join", node("Seq Scan", ms=4.0), ms=6.0), ms=9.0)
    expect_number(root, (), "self_ms", 3, "the join's 6 ms contain the scan's 4 already")


def test_walk_takes_the_blocks_of_children_out():
    outer, inner = node("Seq Scan", hit=3, read=2), node("Index Scan", loops=7, hit=20, read=1)
    root = node("Nested Loop", outer, inner, hit=27, read=4)
    expect_number(root, (), "self_blocks", 5, "of 31 blocks its children had 5 and 21")


def test_walk_takes_a_subplan_out():
    below = node("Index Scan", loops=7, ms=0.5, hit=14, **SUB)
    root = node("Seq Scan", below, rows=7, ms=5.0, hit=15)
    expect_number(
        root, (), "self_ms", 1.5, "a SubPlan is a child like others, it ran in its parent"
    )


def with_cte():
    """Return a plan in which the scan of a CTE ran it, not the node that it hangs on."""
    cte = node("Aggregate", node("Seq Scan", ms=6.0, hit=90), ms=10.0, hit=90, **INIT)
    return node("Sort", cte, node("CTE Scan", ms=11.0, hit=90), ms=12.5, hit=92)


def test_walk_does_not_take_the_time_of_an_init_plan_out():
    expect_number(with_cte(), (), "self_ms", 1.5, "of 12.5 ms the CTE Scan took 11, CTE included")


def test_walk_does_not_take_the_blocks_of_an_init_plan_out():
    why = "of 92 blocks the CTE Scan had 90, the CTE's among them"
    expect_number(with_cte(), (), "self_blocks", 2, why)


def test_walk_lets_no_self_time_be_negative():
    inner = node("Index Scan", loops=7000, ms=0.001)
    root = node("Nested Loop", node("Seq Scan", rows=7000, ms=1.0), inner, rows=7000, ms=7.5)
    expect_number(root, (), "self_ms", 0, "7.5 - 1 - 7000 * 0.001 is less than 0, by rounding only")


def test_findings_are_none_in_a_plan_where_all_is_well():
    sort = node("Sort", node("Seq Scan", rows=40), rows=40, Sort_Space_Type="Memory")
    inner = node("Index Scan", rows=0, loops=7000)
    root = node("Hash Join", sort, node("Hash", inner, rows=7, Hash_Batches=1), rows=40)
    expect_problems(root, {}, "nothing is wrong here")


def test_a_misestimate_is_tenfold_either_way():
    right = (10, 99), (499, 50)
    wrong = (10, 100), (500, 50), (1, 2000)
    for planned, rows in right + wrong:
        root = node("Seq Scan", planned=planned, rows=rows)
        wanted = {(): ["misestimate"]} if (planned, rows) in wrong else {}
        expect_problems(root, wanted, f"{planned} rows planned and {rows} found")


def test_a_misestimate_is_one_of_a_single_loop():
    inner = node("Index Scan", planned=10, rows=10, loops=7000)
    root = node("Nested Loop", node("Seq Scan", rows=7000), inner, rows=70_000)
    expect_problems(root, {}, "10 rows were planned for each loop, and 10 came in each")


def test_a_misestimate_shows_in_few_rows_of_many_loops():
    inner = node("Index Scan", planned=100, rows=2, loops=50)
    root = node("Nested Loop", node("Seq Scan", rows=50), inner, rows=100)
    expect_problems(root, {(1,): ["misestimate"]}, "100 rows were planned for each loop, 2 came")


def test_less_than_one_row_counts_as_one():
    right = (1, 0), (9, 0.0), (4, 0.25), (0, 9)
    wrong = (10, 0), (10, 0.5), (0, 10)
    for planned, rows in right + wrong:
        root = node("Index Scan", planned=planned, rows=rows)
        wanted = {(): ["misestimate"]} if (planned, rows) in wrong else {}
        why = f"{planned} rows planned and {rows} found, where less than 1 counts as 1"
        expect_problems(root, wanted, why)


def test_a_node_that_never_ran_was_not_misestimated():
    inner = node("Index Scan", planned=3000, rows=0, loops=0)
    root = node("Nested Loop", node("Seq Scan", rows=0), inner, rows=0)
    expect_problems(root, {(1,): ["never_executed"]}, "with 0 loops its Actual Rows say nothing")


def test_a_sort_spills_to_disk():
    for space, wanted in ("Memory", {}), ("Disk", {(): ["sort_spill"]}):
        root = node("Sort", rows=50, Sort_Space_Type=space, Sort_Space_Used=560)
        expect_problems(root, wanted, f"its Sort Space Type is {space}")


def test_a_hash_table_in_batches_did_not_fit():
    for kind, key in ("Hash", "Hash Batches"), ("Aggregate", "HashAgg Batches"):
        for batches in 1, 2, 8:
            root = node(kind, rows=50, **{key: batches})
            wanted = {(): ["hash_batches"]} if batches > 1 else {}
            expect_problems(root, wanted, f"{key}: {batches}, and what fits into memory is 1")


def test_a_filter_wastes_rows_by_the_thousand_and_tenfold():
    right = (999, 0), (5000, 501)
    wrong = (1000, 0), (5000, 500), (20_000, 1)
    for removed, rows in right + wrong:
        root = node("Seq Scan", rows=rows, **removing(removed))
        wanted = {(): ["filter_waste"]} if (removed, rows) in wrong else {}
        expect_problems(root, wanted, f"{removed} rows removed and {rows} came out")


def test_a_filter_wastes_rows_over_all_loops():
    inner = node("Index Scan", rows=1, loops=7, **removing(200))
    root = node("Nested Loop", node("Seq Scan", rows=7), inner, rows=7)
    expect_problems(root, {(1,): ["filter_waste"]}, "200 rows a loop in 7 loops are 1400 removed")


def test_a_filter_in_many_loops_is_measured_by_the_rows_of_all_of_them():
    inner = node("Index Scan", rows=50, loops=20, **removing(60))
    root = node("Nested Loop", node("Seq Scan", rows=20), inner, rows=1000)
    expect_problems(root, {}, "in 20 loops it removed 1200 rows, and 1000 came out")


def test_findings_come_in_the_order_of_walk_and_of_the_brief():
    bad = {"Sort Space Type": "Disk", "Hash Batches": 4, **removing(9000)}
    inner = node("Hash", node("Seq Scan", rows=90, planned=1), planned=1, rows=90, **bad)
    root = node("Hash Join", node("Seq Scan", loops=0, **bad), inner, node("Sort", **bad))
    all_four = ["misestimate", "sort_spill", "hash_batches", "filter_waste"]
    wanted = [
        ((0,), "never_executed"),
        *(((1,), problem) for problem in all_four),
        ((1, 0), "misestimate"),
        *(((2,), problem) for problem in all_four[1:]),
    ]
    got = [tuple(one) for one in called(findings, root)]
    assert got == wanted, f"findings are\n{wanted}\nnot\n{got}\nin\n{shown(root)}"


def test_the_plan_is_left_as_it_is():
    root = with_cte()
    before = copy.deepcopy(root)
    for function in walk, findings:
        called(function, root)
        assert root == before, f"{function.__name__} changed the plan that it was given"


# From here on PostgreSQL makes the plans.


@pytest.fixture(scope="module")
def pg(pg_database):
    """Make the tables once: what a test changes is rolled back."""
    one = Pg(pg_database)
    one.run(TABLES)
    one.run("vacuum analyze")
    one.connection.autocommit = False
    yield one
    one.close()


@pytest.fixture
def explain(pg):
    """Return a function that explains a query, after statements that set the scene."""

    def run(query, *before, options="analyze, buffers, format json"):
        for statement in before:
            pg.run(statement)
        rows = pg.run(f"explain ({options}) {query}")
        return rows[0][0]

    yield run
    pg.connection.rollback()


def refusal(function, explained):
    """Return the type of what the function raises, or None; a stub's error passes through."""
    try:
        list(function(explained))
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error)
    return None


def names(one):
    return "nothing" if one is None else one.__name__


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("analyze, buffers", TypeError),
        ("format json", ValueError),
        ("analyze, buffers off, format json", ValueError),
    ],
)
def test_a_plan_without_numbers_is_refused(explain, options, wanted):
    explained = explain("select * from author", options=options)
    for function in walk, findings:
        got = refusal(function, explained)
        assert got is wanted, (
            f"{function.__name__} must raise {wanted.__name__} for what EXPLAIN "
            f"({options.upper()}) gives; it raised {names(got)}"
        )


def test_a_plan_out_of_its_list_is_refused(explain):
    [inside] = explain("select * from author")
    for function in walk, findings:
        got = refusal(function, inside)
        assert got is TypeError, (
            f"{function.__name__} must raise TypeError for the dict alone, out of its list; "
            f"it raised {names(got)}"
        )


def expect_sums(explained):
    """Require that self time and blocks of what is not below an InitPlan add up to the root's."""
    root = explained[0]["Plan"]
    nodes = {one.path: one for one in called(walk, root)}
    own = [path for path, init in ran(root) if not init]
    missing = [path for path in own if path not in nodes]
    assert not missing, f"walk left out {missing} in\n{shown(root)}"
    blocks = sum(nodes[path].self_blocks for path in own)
    wanted = root["Shared Hit Blocks"] + root["Shared Read Blocks"]
    assert blocks == wanted, (
        f"self_blocks must add up to the root's blocks\nthey are {blocks} in\n{shown(root)}"
    )
    ms = sum(nodes[path].self_ms for path in own)
    least = root["Actual Total Time"] - CLOSE
    assert ms >= least, (
        f"self_ms must add up to the root's time, or more by rounding\n"
        f"they are {ms:g} in\n{shown(root)}"
    )


def ran(raw, path=(), init=False):
    """Yield each path with whether an InitPlan is at it or above it."""
    init = init or raw.get("Parent Relationship") == "InitPlan"
    yield path, init
    for place, below in enumerate(raw.get("Plans", ())):
        yield from ran(below, (*path, place), init)


LOOP = """select * from author a cross join lateral
    (select * from book b where b.author_id = a.id order by id limit 10) b"""
CTE = """with c as materialized (select country, count(*) from book group by country)
    select * from c c1 join c c2 using (country) order by country"""


def test_self_numbers_of_a_real_nested_loop_add_up(explain):
    explained = explain(LOOP)
    expect_sums(explained)
    inner = [one.rows for one in called(walk, explained[0]["Plan"]) if one.path == (1,)]
    assert inner == [70], f"rows of (1,) are 70, not {inner}, in\n{shown(explained[0]['Plan'])}"


def test_self_numbers_of_a_real_cte_add_up(explain):
    expect_sums(explain(CTE))


def expect_found(explained, problem, is_there=True):
    """Require a problem somewhere in a plan, or nowhere."""
    root = explained[0]["Plan"]
    got = [one.problem for one in called(findings, root)]
    where = "somewhere" if is_there else "nowhere"
    assert (problem in got) == is_there, f"{problem} is {where}, not {got}, in\n{shown(root)}"


def test_a_real_sort_in_little_memory_spills(explain):
    query = "select * from book order by title"
    expect_found(explain(query, "set local work_mem = '20MB'"), "sort_spill", is_there=False)
    expect_found(explain(query, "set local work_mem = '64kB'"), "sort_spill")


def test_a_real_hash_table_in_little_memory_needs_batches(explain):
    hashed = "set local enable_sort = off; set local enable_mergejoin = off"
    roomy, tight = (f"set local work_mem = '{size}'" for size in ("20MB", "64kB"))
    join = "select * from loan l join book b on b.id = l.book_id"
    for query in join, "select distinct title from book":
        expect_found(explain(query, hashed, roomy), "hash_batches", is_there=False)
        expect_found(explain(query, hashed, tight), "hash_batches")


def test_a_real_misestimate_goes_with_statistics_on_both_columns(explain):
    query = "select * from book where town = 42 and country = 21"
    expect_found(explain(query), "misestimate")
    made = "create statistics both_columns (dependencies) on town, country from book; analyze book"
    expect_found(explain(query, made), "misestimate", is_there=False)


def test_a_real_waste_goes_with_an_index(explain):
    query = "select * from book where title = 'title 17'"
    expect_found(explain(query), "filter_waste")
    made = "create index on book (title)"
    expect_found(explain(query, made), "filter_waste", is_there=False)


def test_a_real_inner_side_is_never_executed_without_outer_rows(explain):
    query = "select * from author a join book b on b.author_id = a.id and b.id < 9"
    expect_found(explain(f"{query} where a.name = 'nobody'"), "never_executed")

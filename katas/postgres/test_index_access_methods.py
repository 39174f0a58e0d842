from typing import Any, NamedTuple

import psycopg
import pytest

from dojo.kit import predictions
from katas.postgres import index_access_methods as kata
from katas.postgres._index_access_methods_workloads import WORKLOADS

SHARE = 10
"""An index pays when a query reads one block in so many of those it reads without."""
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan")
MADE = """
    select c.relname, t.relname, pg_relation_size(c.oid) / 1024,
           substring(pg_get_indexdef(c.oid) from ' USING (.*)')
    from pg_index join pg_class c on c.oid = indexrelid join pg_class t on t.oid = indrelid
    where c.relnamespace = current_schema()::regnamespace order by 1
"""


def row(name):
    """Name the one row that a test judges."""
    return pytest.mark.parametrize("row", [name])


class Plan(NamedTuple):
    query: str
    blocks: int
    scan: str
    """What the planner reads the rows by."""
    sorts: bool
    indexes: list[str]
    fetches: list[int]
    """How many rows each Index Only Scan fetched from the table."""


class Seen(NamedTuple):
    """What came of one row of the table."""

    row: str
    ddl: str | None
    before: list[Plan]
    after: list[Plan]
    index: str = ""
    kilobytes: int = 0
    definition: str = "None"
    refusal: str = ""


_seen: dict[Any, Seen] = {}


@pytest.fixture
def outcome(request, pg_database):
    """Return a function that tries a row's DDL. What it saw is kept: loading takes long."""

    def look(row):
        ddl = predictions.entry(kata, "INDEXES", row)
        assert ddl is None or isinstance(ddl, str), f"{row}: DDL is text, or None; not {ddl!r}"
        if (row, ddl) not in _seen:
            _seen[row, ddl] = tried(request.getfixturevalue("pg"), row, ddl)
        return _seen[row, ddl]

    return look


def tried(pg, row, ddl):
    workload = WORKLOADS[row]
    pg.run(workload.setup)
    before = plans(pg, workload)
    if ddl is None:
        return Seen(row, ddl, before, before)
    old = pg.run(MADE)
    try:
        pg.run(ddl)
        pg.run("reset all")
    except psycopg.Error as error:
        said = str(error).partition("\n")[0]
        pytest.fail(f"{row}: the server refused `{ddl}`, SQLSTATE {error.sqlstate}:\n{said}")
    names = [name for name, *_ in old]
    made = [found for found in pg.run(MADE) if found[0] not in names]
    tables = [table for _, table, *_ in made]
    assert tables == [workload.table], (
        f"{row}: your DDL has to make one index, on {workload.table}; "
        f"it made {len(made)}{' on ' if made else ''}{', '.join(tables)}"
    )
    [(name, _, kilobytes, definition)] = made
    after = plans(pg, workload)
    return Seen(row, ddl, before, after, name, kilobytes, definition, refusal(pg, workload))


def plans(pg, workload):
    pg.run(f"vacuum analyze {workload.table}")
    return [ran(pg, query) for query in workload.queries]


def ran(pg, query):
    root = pg.plan(query, analyze=True)
    nodes = list(pg.nodes(root))
    kinds = [node["Node Type"] for node in nodes]
    return Plan(
        query,
        blocks=root["Shared Hit Blocks"] + root["Shared Read Blocks"],
        scan=next(kind for kind in kinds if kind in SCANS),
        sorts="Sort" in kinds,
        indexes=[node["Index Name"] for node in nodes if "Index Name" in node],
        fetches=[node["Heap Fetches"] for node in nodes if "Heap Fetches" in node],
    )


def refusal(pg, workload):
    """Return the SQLSTATE with which the workload's bad row is kept out, if it is."""
    try:
        if workload.refused:
            pg.run(workload.refused)
    except psycopg.errors.IntegrityError as error:
        return error.sqlstate
    return ""


def pays(seen, place, *, unused, dear=""):
    """Require that one query uses the index and reads few blocks; say why it does not."""
    before, after = seen.before[place], seen.after[place]
    most = before.blocks // SHARE
    asked = f"`{after.query}`"
    assert seen.ddl is not None, (
        f"{seen.row}: None leaves it to {before.scan}, {before.blocks} blocks; an index makes it "
        f"{most} or less\n{asked}"
    )
    is_used = seen.index in after.indexes
    assert is_used, (
        f"{seen.row}: the planner left your index alone and chose {after.scan}, {after.blocks} "
        f"blocks\n{asked}\nyour index: {seen.definition}\n{unused}"
    )
    way = f"{after.scan} and Sort" if after.sorts else after.scan
    assert after.blocks <= most, (
        f"{seen.row}: {way} by your index read {after.blocks} blocks; {most} are allowed, "
        f"a tenth of what it was without\n{asked}\nyour index: {seen.definition}\n{dear}"
    )


def pays_not(seen, why):
    """Require that the row has no index; show what came of the one that it has."""
    if seen.ddl is None:
        return
    [before], [after] = seen.before, seen.after
    does = "used your index:" if seen.index in after.indexes else "left your index alone and chose"
    raise AssertionError(
        f"{seen.row}: the planner {does} {after.scan}, blocks read: {after.blocks}, without the "
        f"index {before.blocks}\n`{after.query}`\nyour index: {seen.definition}\n{why}\n"
        f"An index here takes {seen.kilobytes} kB, and every write has to keep it up to date."
    )


def is_small(seen, why):
    most, takes = WORKLOADS[seen.row].kilobytes, seen.kilobytes
    assert seen.ddl is not None, f"{seen.row}: None takes no room, but answers no query either"
    assert takes <= most, (
        f"{seen.row}: your index takes {takes} kB; {most} are allowed\n"
        f"your index: {seen.definition}\n{why}"
    )


def refuses(seen, sqlstate, why):
    got, bad = seen.refusal, WORKLOADS[seen.row].refused
    assert got == sqlstate, (
        f"{seen.row}: this row got in\n`{bad}`\nyour index: {seen.definition}\n{why}"
    )


@row("sign_in")
def test_an_address_is_found_in_small_letters(outcome, row):
    pays(
        outcome(row),
        0,
        unused="It compares lower(email). An index finds only what it stores, a column or an "
        "expression,\nand here that has to be the expression of the query.",
    )


@row("currency_by_code")
def test_thirty_rows_in_one_block_need_no_index(outcome, row):
    pays_not(outcome(row), "The table is one block: nothing can read less than that.")


@row("oldest_open_orders")
def test_the_oldest_open_orders_come_out_in_order(outcome, row):
    pays(
        outcome(row),
        0,
        unused="A partial index serves a query only if the query's WHERE implies the index's; an "
        "ordinary\none only if its first column is compared or gives the order.",
        dear="Ten orders are wanted: an index that holds the open ones, oldest first, gives just "
        "those ten.\nAny other makes it read done orders too, or all open ones, and sort.",
    )


@row("oldest_open_orders")
def test_done_orders_take_no_room(outcome, row):
    is_small(
        outcome(row),
        "It holds all orders, and 99 in 100 are done, which nobody asks for. An index may have a "
        "WHERE.",
    )


@row("balance_of_an_owner")
def test_the_wallet_is_found_by_its_owner(outcome, row):
    pays(outcome(row), 0, unused="It looks for an owner: owner has to be the index's first column.")


@row("balance_of_an_owner")
def test_an_owner_has_one_wallet(outcome, row):
    refuses(
        outcome(row),
        "23505",
        "Owner 1711 has a wallet. Unique is what the index's key columns are taken together, so "
        "the key\nhas to be owner alone, and the index has to be unique.",
    )


@row("balance_of_an_owner")
def test_the_balance_comes_from_the_index_alone(outcome, row):
    seen = outcome(row)
    [plan] = seen.after
    fetches = plan.fetches
    assert fetches == [0], (
        f"{row}: {plan.scan}, which goes to the table for the balance; an Index Only Scan was due\n"
        f"`{plan.query}`\nyour index: {seen.definition}\n"
        f"An index may carry columns that are not part of its key: those of its INCLUDE."
    )


@row("unread_messages")
def test_half_of_the_rows_need_no_index(outcome, row):
    pays_not(
        outcome(row),
        "Every second message is unread, so each block holds some: all blocks have to be read, "
        "and\nthe cheapest way to do that is one after the other.",
    )


@row("recalled_devices")
def test_a_pair_is_found_in_documents(outcome, row):
    pays(
        outcome(row),
        0,
        unused="`@>` looks inside the documents. A B-tree and a hash compare whole documents; GIN "
        "has an\nentry for each key and each value in them.",
    )


@row("recalled_devices")
def test_a_key_is_found_in_documents(outcome, row):
    pays(
        outcome(row),
        1,
        unused="Which operators an index serves is up to its operator class. jsonb_path_ops stores "
        "hashes of\nwhole paths with their values: good for `@>`, and no use for `?`.",
    )


@row("bookings_of_the_hall")
def test_bookings_that_overlap_are_found(outcome, row):
    pays(
        outcome(row),
        0,
        unused="`&&` is no question of order, and a B-tree knows nothing but order. GiST and "
        "SP-GiST know\nwhat overlaps.",
    )


@row("bookings_of_the_hall")
def test_a_booking_that_overlaps_another_is_refused(outcome, row):
    refuses(
        outcome(row),
        "23P01",
        "Two bookings overlap it. An index that only finds refuses nothing, and a unique one only "
        "equals:\nthe operator && in an EXCLUDE constraint refuses what overlaps.",
    )


@row("readings_of_a_night")
def test_a_night_is_few_blocks_of_the_log(outcome, row):
    pays(
        outcome(row),
        0,
        unused="It asks for a range of `at`; the index has to know something of `at`.",
        dear="BRIN keeps the least and the greatest value of each run of blocks, and reads a run "
        "whole.\nA run is 128 blocks unless you say otherwise: pages_per_range.",
    )


@row("readings_of_a_night")
def test_the_index_of_a_log_stays_small(outcome, row):
    is_small(
        outcome(row),
        "It has an entry for each reading. They lie in the table in the order of time already, so "
        "the\nleast and the greatest time of each run of blocks would do: BRIN.",
    )


@row("session_of_a_token")
def test_a_session_is_found_by_a_long_token(outcome, row):
    pays(
        outcome(row),
        0,
        unused="It compares the token itself, whole, by `=`: the index has to be on just that.",
    )

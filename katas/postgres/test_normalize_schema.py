import graphlib
import itertools

import psycopg
import pytest
from psycopg import sql

from katas.postgres._normalize_schema_sheet import ROWS, SHEET
from katas.postgres.normalize_schema import load, tables, view

DEPENDENCIES = [
    ({"order_no", "line_no"}, {"product_id", "price", "quantity"}),
    ({"order_no"}, {"ordered_on", "customer_id"}),
    ({"customer_id"}, {"customer", "email", "zip"}),
    ({"email"}, {"customer_id"}),
    ({"zip"}, {"city"}),
    ({"product_id"}, {"product"}),
]
ONE = {
    "order_no": 1,
    "line_no": 1,
    "ordered_on": "2025-03-01",
    "customer_id": 1,
    "customer": "Ada",
    "email": "ada@x.org",
    "zip": "01067",
    "city": "Dresden",
    "product_id": 1,
    "product": "Lamp",
    "tag": "sale",
    "price": "20.00",
    "quantity": 1,
}
OTHER = {
    "order_no": 2,
    "line_no": 2,
    "ordered_on": "2025-03-02",
    "customer_id": 2,
    "customer": "Ben",
    "email": "ben@x.org",
    "zip": "20095",
    "city": "Hamburg",
    "product_id": 2,
    "product": "Rope",
    "tag": "new",
    "price": "3.50",
    "quantity": 2,
}
MANY_ROWS = """
insert into sheet
select o, l, date '2025-01-01' + o % 90, c, 'Name ' || c % 7, c || '@x.org', zip, city,
       p, 'Thing ' || p % 5, (array['', 'a', 'a,c', 'b,c,d'])[p % 4 + 1], o * l % 50 / 4.0, l + 1
from generate_series(1, 90) as o
cross join generate_series(1, 3) as l
cross join lateral (select o * 7 % 23 as c, (o * 5 + l) % 13 as p) as who
left join lateral (select '0' || 100 + c % 5 as zip, 'City ' || c % 5 % 2 as city) as place
    on c % 4 > 0
"""
THINGS = {
    "a zip where nobody lives": "zip city",
    "a customer without orders": "customer_id customer email zip city",
    "a product that nobody bought": "product_id product tag",
    "an order without lines": "order_no ordered_on customer_id customer email zip city",
}
TAGS = [(1, "home"), (1, "sale"), (3, "garden"), (4, "home"), (4, "red")]
BROKEN = {
    "order": [
        ("an order has one date", "ordered_on = '2025-03-02' where order_no = 4 and line_no = 1"),
        (
            "an order has one customer",
            "customer_id = 8, customer = 'Ben', email = 'ben@x.org', zip = null, city = null "
            "where order_no = 1 and line_no = 2",
        ),
    ],
    "customer": [
        ("a customer has one name", "customer = 'Ida' where order_no = 3"),
        ("a customer has one email", "email = 'ida@x.org' where order_no = 3"),
        ("nobody else has a customer's email", "email = 'ada@x.org' where customer_id = 9"),
        ("a customer has one zip", "zip = '01069' where order_no = 1"),
        ("a customer has one zip or none", "zip = null, city = null where order_no = 3"),
        ("a customer has one zip or none", "zip = '01069', city = 'Dresden' where order_no = 6"),
    ],
    "zip": [("a zip lies in one city", "city = 'Bonn' where customer_id = 9")],
    "product": [("a product has one name", "product = 'Torch' where order_no = 3")],
    "tags": [
        ("a product has the same tags everywhere", "tags = 'home' where order_no = 3"),
        ("a product has the same tags everywhere", "tags = 'red,sale' where order_no = 3"),
        ("a product has the same tags everywhere", "tags = '' where order_no = 2"),
        ("a product has the same tags everywhere", "tags = 'garden' where order_no = 5"),
    ],
}
COLUMNS = """
select relname, array_agg(attname::text order by attnum)
from pg_class join pg_attribute on attrelid = pg_class.oid
where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
    and attnum > 0 and not attisdropped and relname <> 'sheet'
group by relname order by relname
"""
REFERENCES = """
select child.relname, parent.relname
from pg_constraint
join pg_class as child on child.oid = conrelid
join pg_class as parent on parent.oid = confrelid
where contype = 'f' and conrelid <> confrelid
    and child.relnamespace = current_schema()::regnamespace
"""


@pytest.fixture
def shop(pg):
    """The sheet, without rows."""
    pg.run(SHEET)
    return pg


# What the rules say


def determined(columns):
    """Return all that these columns determine."""
    known = set(columns)
    before = None
    while before != known:
        before = set(known)
        for left, right in DEPENDENCIES:
            if left <= known:
                known |= right
    return known


def few(columns):
    """Yield what could determine some of these columns: no rule has more than two on its left."""
    for size in (1, 2):
        yield from itertools.combinations(columns, size)


def keys(columns):
    """Return the candidate keys of a table with these columns."""
    found = []
    for key in [*few(columns), tuple(columns)]:
        is_minimal = not any(set(smaller) <= set(key) for smaller in found)
        if is_minimal and determined(key) >= set(columns):
            found.append(key)
    return found


# What the learner's SQL made


def run(shop, function):
    """Run the SQL that a function returns; a refusal is a failure of the test."""
    text = function()
    name = function.__name__
    if not isinstance(text, str):
        pytest.fail(f"{name} must return the text of SQL, not {text!r}")
    error = refusal(shop, text)
    assert not error, f"PostgreSQL refuses what {name} returned: {error}"


def refusal(shop, text):
    """Run SQL as one transaction; return the error, if there is one, as text."""
    try:
        shop.run(text)
    except psycopg.Error as error:
        shop.connection.rollback()
        return f"{type(error).__name__} ({error.diag.message_primary or error})"
    return ""


def made_tables(shop):
    """Make the tables; return the columns of each, and a table before those that refer to it."""
    run(shop, tables)
    columns = dict(shop.run(COLUMNS))
    strange = set().union(*columns.values()) - set(ONE)
    assert not strange, (
        f"the tables must have the columns of the sheet (with tag, one a row, in place of tags) "
        f"and no others; they have {those(strange)}"
    )
    order = graphlib.TopologicalSorter(dict.fromkeys(columns, ()))
    for child, parent in shop.run(REFERENCES):
        order.add(child, parent)
    return {name: columns[name] for name in order.static_order()}


def shown(table, columns):
    return f"{table} ({', '.join(columns)})"


def those(names):
    return " and ".join(sorted(names))


def insert(shop, table, columns, facts):
    """Insert those of the facts that the table has columns for; return the error, if any."""
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Literal(facts[column]) for column in columns),
    )
    return refusal(shop, statement)


def fill(shop, made, facts=ONE):
    """Insert these facts into each of the tables."""
    for table, columns in made.items():
        error = insert(shop, table, columns, facts)
        assert not error, (
            f"{shown(table, columns)} refuses a row that keeps to the rules: {error}\n"
            f"it is { {column: facts[column] for column in columns} }"
        )


def update(table, facts, where=None):
    """Return an UPDATE that sets columns to these facts."""
    text = sql.SQL("update {} set {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(
            sql.SQL("{} = {}").format(sql.Identifier(column), sql.Literal(value))
            for column, value in facts.items()
        ),
    )
    return text + where if where else text


def sheet_rows(shop):
    return sorted(shop.run("select * from sheet"), key=str)


def assert_sales(shop, wanted, after):
    """Empty the sheet; check that the view shows these rows all the same."""
    shop.run("truncate sheet")
    got = sorted(shop.run("select * from sales"), key=str)
    missing = [row for row in wanted if row not in got]
    wrong = [row for row in got if row not in wanted]
    assert got == wanted, (
        f"after {after}, sales must have {len(wanted)} rows and has {len(got)}\n"
        + "".join(f"missing: {readable(row)}\n" for row in missing[:2])
        + "".join(f"wrong:   {readable(row)}\n" for row in wrong[:2])
    )


def readable(row):
    return "(" + ", ".join("null" if value is None else str(value) for value in row) + ")"


# tables


def test_tables_have_the_columns_of_the_sheet_and_a_tag_in_place_of_the_tags(shop):
    made = made_tables(shop)
    got = {column for columns in made.values() for column in columns}
    missing = set(ONE) - got
    assert not missing, f"no table has a column {those(missing)}"


def test_what_determines_a_column_determines_the_row(shop):
    for table, columns in made_tables(shop).items():
        for left in few(columns):
            right = determined(left) & set(columns) - set(left)
            rest = set(columns) - determined(left)
            assert not right or not rest, (
                f"{shown(table, columns)} repeats a fact: {those(left)} determines "
                f"{those(right)} but not {those(rest)}, so many rows may say the same"
            )


@pytest.mark.parametrize("what", THINGS)
def test_a_thing_can_be_there_by_itself(shop, what):
    wanted = set(THINGS[what].split())
    made = made_tables(shop)
    homes = {table: columns for table, columns in made.items() if wanted.issuperset(columns)}
    homeless = wanted.difference(*homes.values())
    assert not homeless, (
        f"{what} has {those(wanted)}, and no more: no table takes {those(homeless)} "
        f"without a column that is not among these"
    )
    fill(shop, homes)


def test_each_key_is_unique(shop):
    made = made_tables(shop)
    fill(shop, made)
    for table, columns in made.items():
        for key in keys(columns):
            # Whatever it refers to is there, and OTHER itself is not yet in this table.
            row = OTHER | {column: ONE[column] for column in key}
            assert insert(shop, table, columns, row), (
                f"{shown(table, columns)} takes two rows with the same {those(key)}, "
                f"which by the rules determines the row"
            )
        fill(shop, {table: columns}, OTHER)


def test_what_a_row_refers_to_is_there(shop):
    made = made_tables(shop)
    fill(shop, made)
    for (table, columns), (other, there) in itertools.permutations(made.items(), 2):
        for key in keys(there):
            if not set(columns).issuperset(key) or determined(key).issuperset(columns):
                continue
            absent = {column: OTHER[column] for column in key}
            assert refusal(shop, update(table, absent)), (
                f"{shown(table, columns)} takes {absent}, which is not in "
                f"{shown(other, there)}: it must refer to it"
            )


def test_what_is_referred_to_cannot_be_deleted(shop):
    made = made_tables(shop)
    fill(shop, made)
    for key, user in [("zip", "customer"), ("customer_id", "order"), ("product_id", "line")]:
        homes = [table for table, columns in made.items() if (key,) in keys(columns)]
        assert homes, f"no table has {key} as its key"
        deletes = [sql.SQL("delete from {}").format(sql.Identifier(table)) for table in homes]
        assert refusal(shop, sql.SQL(";").join(reversed(deletes))), (
            f"{those(homes)} must refuse to delete a {key} that a {user} has; it was deleted"
        )


def test_what_was_required_is_still_required(shop):
    made = made_tables(shop)
    fill(shop, made)
    for table, columns in made.items():
        for column in (column for column in columns if column != "zip"):
            assert refusal(shop, update(table, {column: None})), (
                f"{shown(table, columns)} takes NULL for {column}, which is always known"
            )


def test_a_number_that_was_refused_is_still_refused(shop):
    made = made_tables(shop)
    fill(shop, made)
    for column, value in [("price", "-0.01"), ("quantity", 0), ("quantity", -1)]:
        for table, columns in made.items():
            if column in columns:
                assert refusal(shop, update(table, {column: value})), (
                    f"{shown(table, columns)} takes {value} for {column}, which the sheet refuses"
                )


# view


def test_sales_has_the_columns_of_the_sheet(shop):
    run(shop, tables)
    run(shop, view)
    sheet, sales = (
        [column.name for column in shop.connection.execute(f"select * from {name}").description]
        for name in ("sheet", "sales")
    )
    assert sales == sheet, f"sales must have the columns {sheet}, in this order; it has {sales}"


def test_sales_shows_a_row_for_each_line_and_no_other(shop):
    made = made_tables(shop)
    run(shop, view)
    fill(shop, made)
    fill(shop, {table: has for table, has in made.items() if "line_no" not in has}, OTHER)
    got = shop.run("select order_no, line_no, customer_id, product_id from sales")
    assert got == [(1, 1, 1, 1)], (
        f"the tables have line 1 of order 1, by customer 1 for product 1, and an order, a customer "
        f"and a product 2 without lines: sales must show line 1, as it is in the tables now\n"
        f"its rows (order_no, line_no, customer_id, product_id) are {got}"
    )


# load


def loaded(shop, rows):
    """Load these rows of the sheet; return them."""
    if rows:
        shop.run(rows)
    run(shop, tables)
    run(shop, view)
    wanted = sheet_rows(shop)
    error = refusal(shop, load())
    assert not error, f"load fails, though the sheet keeps to the rules: {error}"
    return wanted


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ROWS, id="those of the file"),
        pytest.param(MANY_ROWS, id="many"),
        pytest.param("", id="none"),
    ],
)
def test_sales_shows_the_rows_that_were_in_the_sheet(shop, rows):
    wanted = loaded(shop, rows)
    assert_sales(shop, wanted, "load")


def test_each_tag_of_a_product_is_a_row(shop):
    loaded(shop, ROWS)
    homes = [table for table, has in shop.run(COLUMNS) if {"product_id", "tag"} <= set(has)]
    assert homes, "no table has both product_id and tag"
    for table in homes:
        got = shop.run(
            sql.SQL("select distinct product_id, tag from {} order by 1, 2").format(
                sql.Identifier(table)
            )
        )
        assert got == TAGS, (
            f"after load, {table} must have a row for each tag of a product\n"
            f"wanted {TAGS}\ngot    {got}"
        )


@pytest.mark.parametrize(
    ("key", "number", "column", "value"),
    [
        ("customer_id", 7, "customer", "Ida"),
        ("zip", "01067", "city", "Florence"),
        ("product_id", 1, "product", "Torch"),
    ],
)
def test_a_change_is_made_in_one_row_and_seen_in_all(shop, key, number, column, value):
    loaded(shop, ROWS)
    shop.run(update("sheet", {column: value}, where(key, number)))
    wanted = sheet_rows(shop)
    homes = {table: has for table, has in shop.run(COLUMNS) if {key, column} <= set(has)}
    changed = sum(
        shop.connection.execute(update(table, {column: value}, where(key, number))).rowcount
        for table in homes
    )
    assert changed == 1, (
        f"the {column} of {key} {number} must be in one row, but it is in {changed}: "
        f"{'; '.join(shown(*home) for home in homes.items()) or 'no table has both'}"
    )
    assert_sales(shop, wanted, f"the {column} of {key} {number} was changed in its table")


def where(key, value):
    return sql.SQL(" where {} = {}").format(sql.Identifier(key), sql.Literal(value))


@pytest.mark.parametrize("thing", BROKEN)
def test_a_sheet_that_breaks_a_rule_is_not_loaded(shop, thing):
    made = made_tables(shop)
    run(shop, view)
    for rule, change in BROKEN[thing]:
        shop.run(f"truncate sheet; {ROWS}; update sheet set {change}")
        error = refusal(shop, load())
        assert error, f"{rule}, but not after\n`update sheet set {change}`\nand load did not fail"
        left = [
            table
            for table in made
            if shop.run(sql.SQL("select 1 from {} limit 1").format(sql.Identifier(table)))
        ]
        assert not left, (
            f"{rule}, but not after\n`update sheet set {change}`\nload failed ({error}) and must "
            f"load nothing then, yet there are rows in {those(left)}"
        )

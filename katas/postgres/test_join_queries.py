from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import psycopg
import pytest

from dojo.kit.postgres import Pg
from katas.postgres._join_queries_schema import SCHEMA
from katas.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
    never_bought,
    product_sales,
    recent_orders,
    referrers,
)

MOST_SHOWN = 8


class Customer(NamedTuple):
    id: int
    name: str
    referrer_id: int | None = None


class Order(NamedTuple):
    id: int
    customer_id: int | None
    placed: date = date(2025, 6, 1)


class Product(NamedTuple):
    id: int
    name: str


class Line(NamedTuple):
    order_id: int
    product_id: int
    price: int = 5


class Payment(NamedTuple):
    ref: str
    order_id: int
    amount: int


class Bank(NamedTuple):
    ref: str | None
    amount: int


@dataclass(frozen=True)
class Shop:
    """The rows of each table, the tables in an order in which they can be filled."""

    customer: tuple[Customer, ...] = ()
    orders: tuple[Order, ...] = ()
    product: tuple[Product, ...] = ()
    line: tuple[Line, ...] = ()
    payment: tuple[Payment, ...] = ()
    bank: tuple[Bank, ...] = ()

    def tables(self):
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


@pytest.fixture(scope="module")
def pg(pg_database):
    """Make the tables once: what a test puts into them is rolled back."""
    one = Pg(pg_database)
    one.run(SCHEMA)
    one.connection.autocommit = False
    yield one
    one.close()


ADA, BEN, CY = Customer(1, "Ada"), Customer(2, "Ben"), Customer(3, "Cy")
COUNTER = None
PEN, INK, NIB = Product(1, "pen"), Product(2, "ink"), Product(3, "nib")


# The same questions, answered row by row.


def of_referrers(shop):
    """(customer's name, referrer's name or NULL)"""
    names = {one.id: one.name for one in shop.customer}
    return [(one.name, names.get(one.referrer_id)) for one in shop.customer]


def of_product_sales(shop):
    """(product id, number of its lines)"""
    sold = Counter(line.product_id for line in shop.line)
    return [(product.id, sold[product.id]) for product in shop.product]


def of_buyers(shop):
    """(name of a customer who has ordered)"""
    return [(one.name,) for one in shop.customer if orders_of(one, shop)]


def of_idle_customers(shop):
    """(id of a customer who has not ordered)"""
    return [(one.id,) for one in shop.customer if not orders_of(one, shop)]


def of_recent_orders(shop):
    """(customer id, id of an order since 2025-01-01, or NULL)"""
    found = []
    for one in shop.customer:
        recent = [order.id for order in orders_of(one, shop) if order.placed.year >= 2025]
        found += [(one.id, order) for order in recent or [None]]
    return found


def of_balances(shop):
    """(order id, sum of its prices, sum of its payments)"""
    found = []
    for order in shop.orders:
        prices = sum(line.price for line in shop.line if line.order_id == order.id)
        paid = sum(one.amount for one in shop.payment if one.order_id == order.id)
        found.append((order.id, prices, paid))
    return found


def of_latest_orders(shop):
    """(customer id, id of the latest order, or NULL)"""
    found = []
    for one in shop.customer:
        orders = sorted(orders_of(one, shop), key=lambda order: (order.placed, order.id))
        found.append((one.id, orders[-1].id if orders else None))
    return found


def of_never_bought(shop):
    """(customer id, id of a product that they never ordered)"""
    customers = {order.id: order.customer_id for order in shop.orders}
    bought = {(customers[line.order_id], line.product_id) for line in shop.line}
    pairs = [(one.id, product.id) for one in shop.customer for product in shop.product]
    return [pair for pair in pairs if pair not in bought]


def of_discrepancies(shop):
    """(ref, amount in books or NULL, amount at the bank or NULL)"""
    books = {one.ref: one.amount for one in shop.payment}
    bank = {one.ref: one.amount for one in shop.bank if one.ref is not None}
    pairs = [(ref, books.get(ref), bank.get(ref)) for ref in books | bank]
    nameless = [(None, None, one.amount) for one in shop.bank if one.ref is None]
    return [row for row in pairs if row[1] != row[2]] + nameless


def orders_of(customer, shop):
    return [order for order in shop.orders if order.customer_id == customer.id]


ORACLES = {
    referrers: of_referrers,
    product_sales: of_product_sales,
    buyers: of_buyers,
    idle_customers: of_idle_customers,
    recent_orders: of_recent_orders,
    balances: of_balances,
    latest_orders: of_latest_orders,
    never_bought: of_never_bought,
    discrepancies: of_discrepancies,
}


def expect(pg, question, shop, why):
    """Fail unless the query finds in the shop what its oracle finds."""
    text = question()
    oracle = ORACLES[question]
    name = oracle.__name__.removeprefix("of_")
    if not isinstance(text, str):
        pytest.fail(f"{name} must return the text of a query, not {text!r}")
    wanted = Counter(oracle(shop))
    got = Counter(tuple(map(plain, row)) for row in rows(pg, name, text, shop))
    if got == wanted:
        return
    report = [why, f"{name} wants rows {oracle.__doc__}"]
    report += [f"  missing   {row}" for row in shown(wanted - got)]
    report += [f"  too many  {row}" for row in shown(got - wanted)]
    report += ["in this shop:"]
    for table, its_rows in shop.tables():
        if its_rows:
            report += [f"  {table:8}  {' '.join(shown_row(row) for row in its_rows)}"]
    pytest.fail("\n".join(report) if any(table for _, table in shop.tables()) else report[0])


def rows(pg, name, text, shop):
    """Return the query's rows. The shop is open for this query only."""
    connection = pg.connection
    for table, its_rows in shop.tables():
        if its_rows:
            places = ", ".join(["%s"] * len(its_rows[0]))
            values = ", ".join([f"({places})"] * len(its_rows))
            flat = [value for row in its_rows for value in row]
            connection.execute(f"insert into {table} values {values}", flat)
    connection.execute("set transaction read only")
    try:
        # A cursor is for a query only, and a prepared statement is a single one.
        connection.execute(f"declare answer cursor for {text}", prepare=True)
        return connection.execute("fetch all from answer").fetchall()
    except psycopg.Error as error:
        return pytest.fail(refused(name, error))
    finally:
        connection.rollback()


def refused(name, error):
    said = error.diag.message_primary or str(error)
    if "multiple commands" in said:
        return f"{name} must be one statement, not several"
    if "data-modifying" in said or error.sqlstate == "25006":
        return f"{name} must only read: {said}"
    return f"PostgreSQL refuses {name} as a query, with {error.sqlstate}: {said}"


def plain(value):
    """Return a value that can be counted: 5 for the 5 of any numeric type."""
    if isinstance(value, Decimal | float) and float(value).is_integer():
        return int(value)
    is_simple = value is None or isinstance(value, str | int | float | Decimal | date)
    is_simple = is_simple and not isinstance(value, bool | datetime)
    return value if is_simple else f"{type(value).__name__} {value}"


def shown(counted):
    ordered = sorted(counted.items(), key=lambda pair: str(pair[0]))
    lines = [shown_row(row) + (f" {n} times" if n > 1 else "") for row, n in ordered]
    more = len(lines) - MOST_SHOWN
    return lines if more <= 0 else [*lines[:MOST_SHOWN], f"and {more} other rows"]


def shown_row(row):
    return f"({', '.join(map(shown_value, row))})"


def shown_value(value):
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str | date) else str(value)


BUSY = Shop(
    customer=(
        ADA,
        BEN,
        CY,
        Customer(4, "Ada", referrer_id=3),
        Customer(5, "Dot", referrer_id=1),
        Customer(6, "Dot", referrer_id=4),
    ),
    orders=(
        Order(1, 1, date(2025, 3, 1)),
        Order(2, 1, date(2024, 5, 1)),
        Order(3, 2, date(2024, 1, 1)),
        Order(4, COUNTER, date(2025, 2, 1)),
        Order(5, 4, date(2025, 1, 1)),
        Order(6, 4, date(2025, 1, 1)),
        Order(7, COUNTER, date(2024, 12, 31)),
        Order(8, 5, date(2024, 12, 31)),
        Order(9, 1, date(2025, 2, 1)),
    ),
    product=(PEN, INK, NIB, Product(4, "pen")),
    line=(
        Line(1, 1, 10),
        Line(1, 1, 10),
        Line(1, 2, 5),
        Line(2, 2, 7),
        Line(4, 3, 9),
        Line(5, 1, 10),
        Line(5, 3, 4),
        Line(6, 2, 5),
        Line(8, 2, 5),
    ),
    payment=(
        Payment("p1", 1, 10),
        Payment("p2", 1, 10),
        Payment("p3", 2, 7),
        Payment("p4", 4, 5),
        Payment("p5", 7, 3),
    ),
    bank=(Bank("p1", 10), Bank("p2", 12), Bank("p4", 5), Bank("x9", 3), Bank(None, 7)),
)
SHOPS = {
    "empty": Shop(),
    "with customers only": Shop(customer=BUSY.customer),
    "with products only": Shop(product=BUSY.product),
    "without orders": Shop(customer=BUSY.customer, product=BUSY.product, bank=BUSY.bank),
    "without customers": Shop(
        orders=(Order(1, COUNTER), Order(2, COUNTER)),
        product=BUSY.product,
        line=(Line(1, 1), Line(1, 1), Line(2, 3)),
        payment=(Payment("p1", 1, 5), Payment("p2", 1, 5)),
    ),
    "with everything": BUSY,
}


def expect_everywhere(pg, question):
    for kind, shop in SHOPS.items():
        expect(pg, question, shop, f"rows differ in a shop {kind}")


def test_referrers_names_each_customer_with_who_sent_them(pg):
    shop = Shop(customer=(ADA, Customer(2, "Ben", 1), Customer(3, "Cy", 2)))
    expect(pg, referrers, shop, "each customer has a row: also Ada, whom nobody sent")


def test_referrers_keeps_rows_that_look_the_same(pg):
    shop = Shop(customer=(ADA, Customer(2, "Dot", 1), Customer(3, "Dot", 1)))
    expect(pg, referrers, shop, "two customers are two rows, though their names are the same")


def test_referrers_is_right_in_every_shop(pg):
    expect_everywhere(pg, referrers)


def test_product_sales_counts_each_line(pg):
    shop = Shop(
        (ADA,), (Order(1, 1), Order(2, 1)), (PEN, INK), (Line(1, 1), Line(1, 1), Line(2, 2))
    )
    expect(pg, product_sales, shop, "two lines that are alike are two lines")


def test_product_sales_is_0_for_what_was_never_ordered(pg):
    shop = Shop((ADA,), (Order(1, 1),), (PEN, INK), (Line(1, 1),))
    expect(pg, product_sales, shop, "no line of ink: it has a row, and its count is 0")


def test_product_sales_is_right_in_every_shop(pg):
    expect_everywhere(pg, product_sales)


def test_buyers_names_a_customer_once_for_all_their_orders(pg):
    shop = Shop((ADA, BEN), (Order(1, 1), Order(2, 1), Order(3, 1)))
    expect(pg, buyers, shop, "Ada has ordered three times and is one customer still")


def test_buyers_are_customers_and_not_names(pg):
    shop = Shop((ADA, BEN, Customer(3, "Ada")), (Order(1, 1), Order(2, 3)))
    expect(pg, buyers, shop, "two customers called Ada have ordered: that makes two rows")


def test_buyers_is_right_in_every_shop(pg):
    expect_everywhere(pg, buyers)


def test_idle_customers_are_those_without_any_order(pg):
    shop = Shop((ADA, BEN, CY), (Order(1, 1), Order(2, 1)))
    expect(pg, idle_customers, shop, "Ben and Cy have not ordered, Ada has")


def test_idle_customers_does_not_mind_an_order_without_customer(pg):
    shop = Shop((ADA, BEN, CY), (Order(1, 1), Order(2, COUNTER)))
    expect(pg, idle_customers, shop, "one order has no customer: nobody is less idle for that NULL")


def test_idle_customers_is_right_in_every_shop(pg):
    expect_everywhere(pg, idle_customers)


def test_recent_orders_starts_with_the_day_that_is_named(pg):
    days = date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 2), date(2026, 1, 1)
    shop = Shop((ADA,), tuple(Order(number, 1, day) for number, day in enumerate(days, 1)))
    expect(pg, recent_orders, shop, "'since 2025-01-01' has that day, what follows, nothing else")


def test_recent_orders_keeps_a_customer_who_never_ordered(pg):
    shop = Shop((ADA, BEN), (Order(1, 1),))
    expect(pg, recent_orders, shop, "Ben has no order at all and has a row, with NULL")


def test_recent_orders_keeps_a_customer_whose_orders_are_all_old(pg):
    shop = Shop((ADA, BEN), (Order(1, 1), Order(2, 2, date(2024, 1, 1))))
    expect(pg, recent_orders, shop, "Ben's only order is old: he keeps his row, with NULL")


def test_recent_orders_has_no_null_beside_an_order(pg):
    shop = Shop((ADA,), (Order(1, 1, date(2024, 1, 1)), Order(2, 1), Order(3, COUNTER)))
    expect(pg, recent_orders, shop, "Ada has a recent order, so the old one makes no row")


def test_recent_orders_is_right_in_every_shop(pg):
    expect_everywhere(pg, recent_orders)


def test_balances_sums_prices_and_payments(pg):
    lines = Line(1, 1, 2), Line(1, 2, 3), Line(2, 1, 4)
    paid = Payment("a", 1, 5), Payment("b", 2, 4)
    shop = Shop((ADA,), (Order(1, 1), Order(2, 1)), (PEN, INK), lines, paid)
    expect(pg, balances, shop, "one payment for two lines is still one payment")


def test_balances_counts_each_line_and_each_payment_once(pg):
    lines = Line(1, 1, 2), Line(1, 2, 3)
    paid = Payment("a", 1, 4), Payment("b", 1, 1), Payment("c", 1, 7)
    shop = Shop((ADA,), (Order(1, 1),), (PEN, INK), lines, paid)
    expect(pg, balances, shop, "2 lines and 3 payments of an order: no line counts 3 times")


def test_balances_adds_equal_amounts(pg):
    paid = Payment("a", 1, 4), Payment("b", 1, 4)
    shop = Shop((ADA,), (Order(1, 1),), (PEN,), (Line(1, 1), Line(1, 1)), paid)
    expect(pg, balances, shop, "two lines at the same price are two lines, and payments likewise")


def test_balances_is_0_for_what_is_not_there(pg):
    lines = Line(1, 1), Line(2, 1)
    paid = Payment("a", 1, 5), Payment("b", 3, 5)
    shop = Shop((ADA,), tuple(Order(number, 1) for number in (1, 2, 3, 4)), (PEN,), lines, paid)
    expect(pg, balances, shop, "an order without lines or without payments has a row, with 0")


def test_balances_is_right_in_every_shop(pg):
    expect_everywhere(pg, balances)


def test_latest_orders_goes_by_the_day_and_not_by_the_id(pg):
    shop = Shop((ADA,), (Order(1, 1, date(2025, 5, 2)), Order(2, 1, date(2025, 5, 1))))
    expect(pg, latest_orders, shop, "order 1 was placed after order 2")


def test_latest_orders_takes_one_of_two_on_the_same_day(pg):
    shop = Shop((ADA,), (Order(3, 1), Order(2, 1), Order(1, 1, date(2025, 5, 2))))
    expect(pg, latest_orders, shop, "two orders on Ada's last day: one row, the higher id")


def test_latest_orders_looks_at_each_customer_alone(pg):
    mays = [date(2025, 5, day) for day in (1, 2, 3, 4)]
    theirs = Order(1, 1, mays[1]), Order(2, 2, mays[1]), Order(3, 2, mays[3]), Order(4, 1, mays[0])
    shop = Shop((ADA, BEN), theirs)
    expect(pg, latest_orders, shop, "Ben's days say nothing about Ada's last one")


def test_latest_orders_is_null_for_a_customer_without_orders(pg):
    shop = Shop((ADA, BEN), (Order(1, 1), Order(2, COUNTER)))
    expect(pg, latest_orders, shop, "Ben has no order and has a row, with NULL")


def test_latest_orders_is_right_in_every_shop(pg):
    expect_everywhere(pg, latest_orders)


def test_never_bought_has_all_pairs_without_a_purchase(pg):
    shop = Shop((ADA, BEN), (Order(1, 1),), (PEN, INK), (Line(1, 1),))
    expect(
        pg, never_bought, shop, "Ben bought nothing and nobody bought ink: these pairs count too"
    )


def test_never_bought_is_not_undone_by_buying_something_else(pg):
    shop = Shop(
        (ADA,), (Order(1, 1), Order(2, 1)), (PEN, INK), (Line(1, 1), Line(1, 2), Line(2, 2))
    )
    expect(pg, never_bought, shop, "Ada bought both; that a line is not for ink says nothing")


def test_never_bought_does_not_mind_what_the_counter_sold(pg):
    shop = Shop((ADA,), (Order(1, COUNTER), Order(2, 1)), (PEN, INK), (Line(1, 2), Line(2, 1)))
    expect(pg, never_bought, shop, "ink was sold to nobody we know, so Ada never bought it")


def test_never_bought_is_right_in_every_shop(pg):
    expect_everywhere(pg, never_bought)


def books(*payments, bank):
    """Return a shop whose only order has these payments."""
    return Shop(
        orders=(Order(1, COUNTER),),
        payment=tuple(Payment(ref, 1, amount) for ref, amount in payments),
        bank=tuple(Bank(ref, amount) for ref, amount in bank),
    )


def test_discrepancies_has_one_row_for_two_amounts(pg):
    shop = books(("a", 5), ("b", 7), bank=[("a", 5), ("b", 8)])
    expect(pg, discrepancies, shop, "both know b, with two amounts: one row with both of them")


def test_discrepancies_has_what_only_one_side_knows(pg):
    shop = books(("a", 5), ("b", 7), bank=[("b", 7), ("c", 9)])
    expect(pg, discrepancies, shop, "a is not at the bank, c is not in the books: both are missed")


def test_discrepancies_has_each_bank_entry_without_a_ref(pg):
    shop = books(("a", 5), ("b", 7), bank=[("a", 5), (None, 7), (None, 7)])
    expect(
        pg, discrepancies, shop, "NULL is no ref: each such entry is a row of its own, and b too"
    )


def test_discrepancies_is_right_in_every_shop(pg):
    expect_everywhere(pg, discrepancies)

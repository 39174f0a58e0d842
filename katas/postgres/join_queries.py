"""Join queries: ask a shop nine questions, each in one SQL query.

Six tables, some of which may be empty (the DDL is in `_join_queries_schema.py`):

    customer  id, name, referrer_id     a customer, or NULL: nobody sent them
    orders    id, customer_id, placed   a customer, or NULL: sold at the counter
    product   id, name
    line      order_id, product_id, price
    payment   ref, order_id, amount     what our books say
    bank      ref, amount               what the bank says; its ref may be NULL

Ids are unique, and so is a ref that is not NULL. Names are not, and an order
may have two lines that are alike. An order has any number of lines and of
payments, also none. `placed` is a date; prices and amounts are positive.

Each function returns the text of a query, which PostgreSQL 15 or later runs:

    >>> def nameless() -> str:
    ...     return "select id from customer where name = ''"
    >>> isinstance(nameless(), str) and isinstance(referrers(), str)
    True

The docstring says which columns are wanted, in this order; their names are
yours. Rows may come in any order, but none is missing, doubled or merged with
another: two customers called Ada are two rows, though they look the same.

The text is a single statement that only reads: a SELECT, with CTEs if you like.
"""


def referrers() -> str:
    """Each customer: (name, name of the referrer). NULL where nobody sent them."""
    raise NotImplementedError


def product_sales() -> str:
    """Each product: (product id, number of its lines). 0 where there are none."""
    raise NotImplementedError


def buyers() -> str:
    """Each customer with any order: (name)."""
    raise NotImplementedError


def idle_customers() -> str:
    """Each customer without any order: (customer id)."""
    raise NotImplementedError


def recent_orders() -> str:
    """Each order of a customer since 2025-01-01, that day included: (customer id, order id).

    A customer without such an order has one row, with NULL for the order.
    """
    raise NotImplementedError


def balances() -> str:
    """Each order: (order id, sum of its prices, sum of its payments). 0 where there are none."""
    raise NotImplementedError


def latest_orders() -> str:
    """Each customer: (customer id, id of the latest order). NULL where there is none.

    Of several on that last day, it is the one with the highest id.
    """
    raise NotImplementedError


def never_bought() -> str:
    """Each product with each customer who never ordered it: (customer id, product id)."""
    raise NotImplementedError


def discrepancies() -> str:
    """Each payment that books and bank disagree on: (ref, amount in books, amount at the bank).

    Payment and bank entry belong together by their ref. They disagree if the amounts
    differ, and if one of them is missing; its amount is NULL then. A bank entry without
    a ref belongs to no payment.
    """
    raise NotImplementedError

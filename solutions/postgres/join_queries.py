"""Join queries, solved by asking what one row of the answer stands for.

Say first of what the answer has one row: a customer, a pair, a payment. Begin
FROM there, keep that side, and let everything else decide or decorate without
multiplying. Whoever only decides stays out of FROM: EXISTS takes a customer
once for any number of orders, and needs no DISTINCT, which would make one of
two Adas. Whoever decorates and may come more than once is folded to one row
first (`balances`) or picked by LATERAL (`latest_orders`).

`x NOT IN (..., NULL)` is false or NULL and never true, because x might equal
the unknown one. One sale at the counter, and nobody is idle. NOT EXISTS asks
whether a row was found, and that is never unknown.

A LEFT JOIN pads rows for which ON found nothing. WHERE comes afterwards and
sees the padding: `placed >= ...` is NULL there, so the row is dropped and the
join is an inner one in disguise. Adding `or placed is null` saves those who
never ordered and loses those who ordered long ago. What limits the optional
side belongs into ON; what limits the answer belongs into WHERE.

Counting has the same trap: `count(*)` counts the padded row, `count(column)`
does not. And IS DISTINCT FROM compares as if NULL were a value, so in
`discrepancies` one condition finds other amounts and absent ones.

Cost: EXISTS and NOT EXISTS become semi and anti joins, often hash joins, in
time linear in both sides. Up to PostgreSQL 18, NOT IN becomes no anti join but
a subplan, looked up in a hash table at best and scanned per row at worst. LATERAL
with an index on (customer_id, placed, id) reads one entry a customer; without
it, it reads all orders for each, and DISTINCT ON or row_number(), which sort
once, are better. Of the nine only `never_bought` is quadratic by its nature.

At work this is the SQL that an ORM writes for you, so read it there: two
collections eagerly joined are the fan-out of `balances`.

Interview: "What kinds of JOIN are there, and how do they differ?" CROSS makes
all pairs. INNER keeps those for which ON is true; false and NULL are alike, so
NULL = NULL matches nothing. LEFT, RIGHT and FULL add the rows of one or both
sides that had no partner. SELF is a table joined to itself under another name.
LATERAL lets the right side use columns of the left, like a loop. Semi (EXISTS,
IN) and anti (NOT EXISTS) only filter: they add no columns and multiply nothing.
USING merges the column that is named; NATURAL joins on whatever columns happen
to have the same name, so the next `created_at` changes the result in silence.
Then name the four mistakes: NOT IN with a NULL; a WHERE on the optional side; an
INNER JOIN after a LEFT one, on a column of the optional side; two to-many joins
under one sum, where each amount counts as often as the other side has rows, and
which `sum(distinct)` hides until two amounts are equal. Last, tell the logic
from the machinery: nested loop for few rows and an index, hash for equality
with enough memory, merge for sorted inputs. FULL needs a condition that can be
hashed or merged; with `<` PostgreSQL refuses.

Hints
-----
1. Before you write, finish the sentence "one row of the answer is one ...".
   That table comes first in FROM. Which rows of it may get lost?
2. Is the other table wanted for its columns, or only to decide? If it only
   decides, is there a way to ask without joining? And what does the way you
   chose do with a NULL in the list?
3. `recent_orders`: which rows does WHERE see after a LEFT JOIN, and what is
   `placed` in those that were padded? `product_sales`: does `count` see them?
4. `balances`: how many rows do 2 lines and 3 payments of one order make? Sum
   one of the tables before, or without, joining it. `latest_orders`: a
   subquery with ORDER BY and LIMIT 1 may run once for each customer.
5. `never_bought`: make all pairs first, then strike out. `discrepancies`: one
   join keeps both sides, and `is distinct from` says that 5 is not NULL.
"""


def referrers() -> str:
    return """
        select customer.name, referrer.name
        from customer
        left join customer as referrer on referrer.id = customer.referrer_id
    """


def product_sales() -> str:
    return """
        select product.id, count(line.product_id)
        from product
        left join line on line.product_id = product.id
        group by product.id
    """


def buyers() -> str:
    return """
        select name
        from customer
        where exists (select from orders where customer_id = customer.id)
    """


def idle_customers() -> str:
    return """
        select id
        from customer
        where not exists (select from orders where customer_id = customer.id)
    """


def recent_orders() -> str:
    return """
        select customer.id, orders.id
        from customer
        left join orders on customer_id = customer.id and placed >= '2025-01-01'
    """


def balances() -> str:
    return """
        with prices as (select order_id, sum(price) as total from line group by order_id),
            paid as (select order_id, sum(amount) as total from payment group by order_id)
        select id, coalesce(prices.total, 0), coalesce(paid.total, 0)
        from orders
        left join prices on prices.order_id = id
        left join paid on paid.order_id = id
    """


def latest_orders() -> str:
    return """
        select customer.id, latest.id
        from customer
        left join lateral (
            select id
            from orders
            where customer_id = customer.id
            order by placed desc, id desc
            limit 1
        ) as latest on true
    """


def never_bought() -> str:
    return """
        select customer.id, product.id
        from customer
        cross join product
        where not exists (
            select
            from orders
            join line on order_id = orders.id
            where customer_id = customer.id and product_id = product.id
        )
    """


def discrepancies() -> str:
    return """
        select coalesce(payment.ref, bank.ref), payment.amount, bank.amount
        from payment
        full join bank on bank.ref = payment.ref
        where payment.amount is distinct from bank.amount
    """

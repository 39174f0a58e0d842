"""Hardly joins: what a row needs is looked up by a subquery for each."""


def referrers():
    return """
        select name, (select name from customer as other where other.id = customer.referrer_id)
        from customer;
    """


def product_sales():
    return "select id, (select count(*) from line where product_id = product.id) from product"


def buyers():
    return "select name from customer where id in (select customer_id from orders)"


def idle_customers():
    return """
        select id from customer
        where id not in (select customer_id from orders where customer_id is not null)
    """


def recent_orders():
    return """
        select customer_id, id from orders
        where customer_id is not null and placed > date '2024-12-31'
        union all
        select id, null from customer
        where id <> all (
            select customer_id from orders
            where customer_id is not null and placed > date '2024-12-31'
        )
    """


def balances():
    return """
        select id,
            coalesce((select sum(price) from line where order_id = orders.id), 0),
            coalesce((select sum(amount) from payment where order_id = orders.id), 0)
        from orders
    """


def latest_orders():
    return """
        select id, (
            select id from orders where customer_id = customer.id
            order by placed desc, id desc fetch first row only
        )
        from customer
    """


def never_bought():
    return """
        select customer.id, product.id from customer, product
        where product.id not in (
            select product_id from orders, line
            where order_id = orders.id and customer_id = customer.id
        )
    """


def discrepancies():
    return """
        select ref, amount, (select amount from bank where bank.ref = payment.ref) from payment
        where not exists (
            select from bank where bank.ref = payment.ref and bank.amount = payment.amount
        )
        union all
        select ref, null, amount from bank
        where not exists (select from payment where payment.ref = bank.ref)
    """

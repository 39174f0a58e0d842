"""Set operations, windows, DISTINCT ON and RIGHT JOIN where the reference has subqueries."""


def referrers():
    return """
        select one.name, other.name
        from customer as other right join customer as one on one.referrer_id = other.id
    """


def product_sales():
    return """
        select id, count(*) filter (where order_id is not null)
        from line right join product on product_id = id
        group by id
    """


def buyers():
    return """
        select min(name) from customer join orders on customer_id = customer.id
        group by customer.id
    """


def idle_customers():
    return "select id from customer except select customer_id from orders"


def recent_orders():
    return """
        with recent as (select * from orders where placed >= '2025-01-01')
        select customer.id, recent.id
        from recent right join customer on customer_id = customer.id
    """


def balances():
    return """
        select id, sum(price), sum(amount)
        from (
            select id, 0 as price, 0 as amount from orders
            union all select order_id, price, 0 from line
            union all select order_id, 0, amount from payment
        ) as movement
        group by id
    """


def latest_orders():
    return """
        select distinct on (customer.id) customer.id, orders.id
        from customer left join orders on customer_id = customer.id
        order by customer.id, placed desc, orders.id desc
    """


def never_bought():
    return """
        select customer.id, product.id from customer cross join product
        except
        select customer_id, product_id from orders join line on order_id = orders.id
    """


def discrepancies():
    return """
        select max(ref), max(booked), max(banked)
        from (
            select ref, ref as own, amount as booked, null::int as banked from payment
            union all
            select ref, coalesce(ref, '#' || row_number() over ()), null, amount from bank
        ) as entry
        group by own
        having max(booked) is distinct from max(banked)
    """

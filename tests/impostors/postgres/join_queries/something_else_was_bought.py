# expect: that a line is not for ink says nothing
"""Takes a purchase of another product for the absence of a purchase of this one."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
    product_sales,
    recent_orders,
    referrers,
)

__all__ = [
    "balances",
    "buyers",
    "discrepancies",
    "idle_customers",
    "latest_orders",
    "never_bought",
    "product_sales",
    "recent_orders",
    "referrers",
]


def never_bought() -> str:
    return """
        select distinct customer.id, product.id
        from customer
        cross join product
        left join orders on customer_id = customer.id
        left join line on order_id = orders.id
        where product_id is distinct from product.id
    """

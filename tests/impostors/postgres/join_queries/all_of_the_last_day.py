# expect: one row, the higher id
"""Joins back to each customer's last date, which gives two rows where two orders share it."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    never_bought,
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


def latest_orders() -> str:
    return """
        select customer.id, orders.id
        from customer
        left join orders on customer_id = customer.id
            and placed = (select max(placed) from orders where customer_id = customer.id)
    """

# expect: still one payment
"""Joins two to-many tables and then sums, so each amount counts once per row of the other."""

from solutions.postgres.join_queries import (
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
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


def balances() -> str:
    return """
        select orders.id, coalesce(sum(price), 0), coalesce(sum(amount), 0)
        from orders
        left join line on line.order_id = orders.id
        left join payment on payment.order_id = orders.id
        group by orders.id
    """

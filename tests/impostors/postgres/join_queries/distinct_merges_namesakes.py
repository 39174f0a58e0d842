# expect: that makes two rows
"""Repairs rows doubled by a join with DISTINCT, which takes namesakes for one customer."""

from solutions.postgres.join_queries import (
    balances,
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


def buyers() -> str:
    return """
        select distinct name
        from customer
        join orders on customer_id = customer.id
    """

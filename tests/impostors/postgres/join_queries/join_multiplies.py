# expect: one customer still
"""Joins only to see whether there is an order, and gets a customer once for each."""

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
        select name
        from customer
        join orders on customer_id = customer.id
    """

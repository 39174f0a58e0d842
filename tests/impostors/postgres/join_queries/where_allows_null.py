# expect: keeps his row, with NULL
"""Filters a LEFT JOIN in WHERE and lets NULL pass: whose rows are all filtered out is lost."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
    never_bought,
    product_sales,
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


def recent_orders() -> str:
    return """
        select customer.id, orders.id
        from customer
        left join orders on customer_id = customer.id
        where placed >= '2025-01-01' or placed is null
    """

# expect: Ben has no order at all
"""Puts a condition on the right table of a LEFT JOIN into WHERE, which makes it an inner join."""

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
        where placed >= '2025-01-01'
    """

# expect: whom nobody sent
"""Joins each customer to their referrer with an inner join, which loses whoever has none."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
    never_bought,
    product_sales,
    recent_orders,
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


def referrers() -> str:
    return """
        select customer.name, referrer.name
        from customer
        join customer as referrer on referrer.id = customer.referrer_id
    """
